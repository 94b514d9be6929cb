use documents::*;
use serde_json::json;
fn main() {
    let dir = std::path::Path::new("/tmp/samples");
    std::fs::create_dir_all(dir).unwrap();
    let long =
        "呼和浩特经济技术开发区沙尔沁工业区新能源装备制造与工程质量检测鉴定中心（有限责任公司）"
            .to_owned();
    let cases = [
        (
            "ordinary",
            "乌日娜",
            "建筑工程",
            "86",
            "金属材料力学性能检测与结果评定",
            "professional",
            "专业科目",
            "呼和浩特经济技术开发区科技人才局",
            "呼和浩特市金川学校",
        ),
        (
            "middle-dot",
            "阿拉坦其其格·巴特尔",
            "",
            "",
            "铸牢中华民族共同体意识专题",
            "public",
            "公需科目",
            "呼和浩特经济技术开发区科技人才局",
            "内蒙古建设职业培训基地",
        ),
        (
            "rare",
            "㛃䶮·喆",
            "软件工程",
            "100",
            "《中华人民共和国数据安全法》与政务信息系统安全",
            "professional",
            "专业科目",
            "呼和浩特经济技术开发区科技人才局",
            "呼和浩特市金川学校",
        ),
        (
            "long",
            &"阿拉坦其其格·孛儿只斤·巴特尔"
                .repeat(4)
                .chars()
                .take(50)
                .collect::<String>(),
            &long.repeat(3).chars().take(100).collect::<String>(),
            "59.5",
            &(long.clone() + &long).chars().take(100).collect::<String>(),
            "professional",
            "专业科目",
            &long.repeat(2).chars().take(50).collect::<String>(),
            &long.repeat(3).chars().take(100).collect::<String>(),
        ),
    ];
    for (key, name, speciality, score, course, category, zh, issuer, base) in cases {
        let start = std::time::Instant::now();
        let pdf = typeset(
            Template::Certificate,
            &json!({"number":"ZS-2022-0000-4F7K-Q2","name":name,"id_masked":"150***********1234","course":course,"category":category,"category_zh":zh,"study_year":2022,"hours":"12.5","speciality":speciality,"score":score,"issuer":issuer,"base":base,"issued_on":"2022-12-15","verify_url":"http://127.0.0.1:8080/verify/ZS-2022-0000-4F7K-Q2","verify_words":"127.0.0.1:8080/verify/ZS-2022-0000-4F7K-Q2","clause":"N2022 §2.2"}),
            Fonts::embedded(),
        );
        println!("{key} {:?}", start.elapsed());
        std::fs::write(dir.join(format!("certificate-{key}.pdf")), pdf.unwrap()).unwrap();
        let start = std::time::Instant::now();
        let pdf = typeset(
            Template::Card,
            &json!({"number":"SY-2022-0000-8M3D-W7","name":name,"id_masked":"150***********1234","employer":base,"post_title":if key=="long" {long.chars().take(40).collect::<String>()} else {"工程师".to_owned()},"study_year":2022,"public_hours":"30","professional_hours":"62.5","total_hours":"92.5","issuer":issuer,"approved_on":"2022-12-20","issued_on":"2022-12-21","verify_url":"http://127.0.0.1:8080/verify/SY-2022-0000-8M3D-W7","verify_words":"127.0.0.1:8080/verify/SY-2022-0000-8M3D-W7"}),
            Fonts::embedded(),
        );
        println!("{key} {:?}", start.elapsed());
        std::fs::write(dir.join(format!("card-{key}.pdf")), pdf.unwrap()).unwrap();
    }
}
