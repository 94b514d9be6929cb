// How the player library is set up: our own icons, our own words, nothing from anywhere else.

export function plyrOptions(data, words, speed) {
  const faster = speed > 1;
  const isFilm = data.kind !== "audio";
  return {
    iconUrl: data.icons,
    loadSprite: true,
    blankVideo: "",
    duration: Number(data.lengthMs) / 1000,
    controls: [
      ...(isFilm ? ["play-large"] : []), "play", "progress", "current-time", "duration", "mute",
      "volume", ...(isFilm ? ["captions"] : []), ...(faster ? ["settings"] : []),
      ...(isFilm ? ["fullscreen"] : []),
    ],
    settings: faster ? ["speed"] : [],
    speed: { selected: 1, options: [0.75, 1, 1.25, 1.5, 2].filter((rate) => rate <= speed) },
    captions: { active: true, language: "zh", update: false },
    keyboard: { focused: true, global: false },
    seekTime: 10,
    storage: { enabled: true, key: "xueshi-player" },
    tooltips: { controls: false, seek: true },
    i18n: {
      play: words.play, pause: words.pause, mute: words.mute, unmute: words.unmute,
      seek: words.seek, seekLabel: "{currentTime} / {duration}", played: words.seek,
      currentTime: words.seek, duration: words.duration, buffered: words.buffered,
      volume: words.volume, captions: words.captions,
      enableCaptions: words.captions, disableCaptions: words.captions,
      settings: words["settings-speed"], speed: words["settings-speed"], normal: "1×",
      menuBack: words["settings-speed"], enterFullscreen: words.fullscreen, exitFullscreen: words["exit-fullscreen"],
    },
  };
}
