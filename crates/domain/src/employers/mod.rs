//! Employers (用人单位): how they are registered and accepted, who is their admin, their departments,
//! where they lie, and who works there since when. History follows the person; an employer sees its
//! own staff only, and of each the years of her time there.

mod admins;
mod arrivals;
mod departments;
mod error;
mod jobs;
mod model;
mod own;
mod registering;
mod rules;
mod service;
mod sight;
mod specialities;
mod staff;
mod standings;
mod store;
mod territory_change;

pub use admins::{Admin, add_admin, admins, appoint_admin, end_admin};
pub use arrivals::{
    ArrivingPost, PostNow, arrive, arrive_departments, current_posts, open_arrival, put_in_force,
    save_posts, take_out_of_force, withdraw_arrivals,
};
pub use departments::{
    Department, add_department, close_department, departments, rename_department,
};
pub use error::Error;
pub use jobs::{TerritoryStep, follow};
pub use model::{
    Employer, Employment, EndedWhy, NewEmployer, NewEmployment, PostFacts, Sector, Worker,
};
pub use own::{end_posts_of, posts_of};
pub use registering::{
    NewRegistration, Registration, Verdict, accept, apply, list_registrations, registration,
    return_registration, scan, withdraw_registration,
};
pub use rules::reason;
pub use service::{add, employ, get, list, post_facts, posts, search, worker};
pub use sight::{Sight, see_person, sight, times_of_account};
pub use specialities::{specialities, speciality_of};
pub use staff::{
    NewPost, change_post, check_post, count_staff, employments, end, former_staff, get_employment,
    take_back, take_up,
};
pub use standings::{PostOn, Standing, post_on, set_standing, standing_on, standings};
pub use territory_change::{
    TerritoryChange, accept_change, ask_change, changes, get_change, return_change, withdraw_change,
};
