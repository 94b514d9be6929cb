#!/usr/bin/env bash
# Makes the demo's videos, captions, recording and document from the texts in media-src/ and writes
# them to media/.
#
#   content/make-media.sh            # all files
#   content/make-media.sh short      # one file
#
# Needs ffmpeg (libx264, drawtext), espeak-ng and the Noto CJK fonts; on Debian:
#   apt-get install ffmpeg espeak-ng fonts-noto-cjk chromium
# Chromium prints the document, in the fonts that `cargo xtask setup` places.
# The results are committed, so only someone who changes a slide needs any of this.
#
# A slide text: `family` and `seconds` (a slide stays that long) at its head; then per slide a title
# (`#`), up to four key points (`-`) and the spoken sentences (`>`), each of which is one caption.
# `kind audio` at the head makes a recording of the speech only. A source that is an HTML page is a
# document, a page a section.
# Where the speech fills less than half of a slide it is spoken again in the second half.
# A film is one second longer than its slides, so that the last lesson second can always be played.
#
# The limit is 8 MB for all films together. Choices, for size and for seeking: one frame a second, because
# only the running clock moves; a key frame every five seconds, so that a jump lands at once; speech
# at 8 kHz; the index in front (+faststart), so that a browser can ask for ranges at once.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
font_dir=${FONT_DIR:-/usr/share/fonts/opentype/noto}
bold=$font_dir/NotoSansCJK-Bold.ttc
regular=$font_dir/NotoSansCJK-Regular.ttc
blue=0x1d4f91
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

bytes_per_second=16000 # speech is collected as 8 kHz, 16 bit, mono

# Appends silence to the track until it is $2 milliseconds long.
pad_to() {
  local want=$(($2 * bytes_per_second / 1000)) have
  have=$(stat -c %s "$1")
  want=$((want / 2 * 2))
  if ((want > have)); then head -c $((want - have)) /dev/zero >>"$1"; fi
}

length_ms() { echo $(($(stat -c %s "$1") * 1000 / bytes_per_second)); }

vtt_time() {
  printf '%02d:%02d:%02d.%03d' $(($1 / 3600000)) $(($1 / 60000 % 60)) $(($1 / 1000 % 60)) $(($1 % 1000))
}

trim=silenceremove=start_periods=1:start_threshold=-50dB

# Speaks sentence $1 into the raw file $2.
speak() {
  espeak-ng -v cmn -s 195 -p 42 --stdout "$1" |
    ffmpeg -v error -f wav -i - -af "$trim,areverse,$trim,areverse,volume=0.8" \
      -ar 8000 -ac 1 -f s16le -y "$2" </dev/stdin
}

# Draws slide $1 of $2 (family $3, title $4, the points in the array `points`) as PNG $5.
draw_slide() {
  local number=$1 count=$2 filter y=178 i=0 file
  printf '%s' "$3" >"$work/family.txt"
  printf '%s' "$4" >"$work/title.txt"
  printf '%s / %s' "$number" "$count" >"$work/number.txt"
  filter="drawbox=x=0:y=0:w=iw:h=56:color=$blue:t=fill"
  filter+=",drawtext=fontfile=$bold:textfile=$work/family.txt:fontsize=24:fontcolor=white:x=40:y=37-ascent"
  filter+=",drawtext=fontfile=$bold:textfile=$work/title.txt:fontsize=42:fontcolor=$blue:x=40:y=128-ascent"
  filter+=",drawbox=x=40:y=150:w=64:h=4:color=$blue:t=fill"
  for file in "${points[@]}"; do
    printf '%s' "$file" >"$work/point$i.txt"
    filter+=",drawbox=x=44:y=$((y + 13)):w=10:h=10:color=$blue:t=fill"
    filter+=",drawtext=fontfile=$regular:textfile=$work/point$i.txt:fontsize=31:fontcolor=0x222222"
    filter+=":x=76:y=$((y + 29))-ascent"
    y=$((y + 56))
    i=$((i + 1))
  done
  filter+=",drawtext=fontfile=$regular:textfile=$work/number.txt:fontsize=18:fontcolor=0x666666:x=w-text_w-40:y=440"
  ffmpeg -v error -f lavfi -i color=white:s=854x480 -vf "$filter" -frames:v 1 -y "$5" </dev/null
}

# Puts the sentences of one slide on the track and into the captions.
speak_slide() {
  local track=$1 captions=$2 start_ms=$3 slide_ms=$4 i pass passes=1 begin end spoken=0
  for i in "${!sentences[@]}"; do
    speak "${sentences[$i]}" "$work/s$i.raw"
    spoken=$((spoken + $(length_ms "$work/s$i.raw") + 450))
  done
  if ((spoken + 1500 > slide_ms)); then
    echo "speech of ${spoken} ms does not fit a slide: ${sentences[0]}" >&2
    exit 1
  fi
  if ((spoken + 1500 < slide_ms / 2)); then passes=2; fi
  for ((pass = 0; pass < passes; pass++)); do
    pad_to "$track" $((start_ms + pass * slide_ms / 2 + 600))
    for i in "${!sentences[@]}"; do
      begin=$(length_ms "$track")
      cat "$work/s$i.raw" >>"$track"
      end=$(length_ms "$track")
      printf '%s --> %s\n%s\n\n' "$(vtt_time "$begin")" "$(vtt_time "$end")" "${sentences[$i]}" >>"$captions"
      pad_to "$track" $((end + 450))
    done
  done
  pad_to "$track" $((start_ms + slide_ms))
}

# Prints the document $1; its fonts are embedded.
make_document() {
  local key=$1
  chromium --headless --no-sandbox --disable-gpu --allow-file-access-from-files --no-pdf-header-footer \
    --print-to-pdf="$here/media/$key.pdf" "file://$here/media-src/$key.html" 2>/dev/null
  echo "$key.pdf: $(stat -c %s "$here/media/$key.pdf") bytes"
}

make_one() {
  if [[ -f $here/media-src/$1.html ]]; then
    make_document "$1"
    return
  fi
  local key=$1 source=$here/media-src/$1.txt
  local family seconds count number=0 title="" line start_ms=0 total
  local track=$work/$key.raw captions=$here/media/$key.zh.vtt list=$work/$key.list
  local points=() sentences=()
  family=$(sed -n 's/^family //p' "$source")
  seconds=$(sed -n 's/^seconds //p' "$source")
  count=$(grep -c '^# ' "$source")
  total=$((count * seconds + 1))
  : >"$track"
  : >"$list"
  printf 'WEBVTT\n\n' >"$captions"

  finish_slide() {
    number=$((number + 1))
    draw_slide "$number" "$count" "$family" "$title" "$work/$key-$number.png"
    printf "file '%s'\nduration %s\n" "$work/$key-$number.png" "$seconds" >>"$list"
    speak_slide "$track" "$captions" "$start_ms" $((seconds * 1000))
    start_ms=$((start_ms + seconds * 1000))
    points=() sentences=()
  }

  while IFS= read -r line <&3; do
    case $line in
      '# '*) if [[ -n $title ]]; then finish_slide; fi; title=${line#\# } ;;
      '- '*) points+=("${line#- }") ;;
      '> '*) sentences+=("${line#> }") ;;
    esac
  done 3<"$source"
  finish_slide
  pad_to "$track" $((total * 1000))
  if grep -q '^kind audio' "$source"; then
    rm "$captions"
    ffmpeg -v error -f s16le -ar 8000 -ac 1 -i "$track" -t "$total" -c:a aac -b:a 16k \
      -movflags +faststart -map_metadata -1 -fflags +bitexact -flags:a +bitexact \
      -y "$here/media/$key.m4a" </dev/null
    echo "$key.m4a: $(stat -c %s "$here/media/$key.m4a") bytes"
    return
  fi
  printf "file '%s'\nduration 2\nfile '%s'\n" "$work/$key-$number.png" "$work/$key-$number.png" >>"$list"

  local whole clock
  whole=$(printf '%02d\\:%02d' $((count * seconds / 60)) $((count * seconds % 60)))
  clock="drawtext=fontfile=$bold:fontsize=24:fontcolor=white:x=w-187:y=37-ascent"
  clock+=":text='%{pts\\:gmtime\\:0\\:%M\\\\\\:%S} / $whole'"
  # A long film is nearly all key frames: coarser, and softened so that the coarseness does not ring.
  local qp=37 sound=10k soften=""
  if ((total > 600)); then qp=44 sound=4k soften=,gblur=0.6; fi
  ffmpeg -v error -f concat -safe 0 -i "$list" -f s16le -ar 8000 -ac 1 -i "$track" \
    -vf "fps=1,$clock$soften,format=yuv420p" -t "$total" \
    -c:v libx264 -profile:v main -preset veryslow -qp "$qp" \
    -x264-params aq-mode=0:psy=0:trellis=2 -g 5 -keyint_min 5 -sc_threshold 0 -bf 0 \
    -c:a aac -b:a "$sound" -movflags +faststart -map_metadata -1 -fflags +bitexact -flags:v +bitexact \
    -y "$here/media/$key.mp4" </dev/null
  echo "$key.mp4: $(stat -c %s "$here/media/$key.mp4") bytes"
}

mkdir -p "$here/media"
if (($# == 0)); then set -- short six-minutes public professional listening reading; fi
for key in "$@"; do make_one "$key"; done
