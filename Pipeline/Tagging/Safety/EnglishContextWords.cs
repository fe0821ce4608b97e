namespace RtmPipeline.Tagging.Safety;

/// <summary>English words that say how what stands beside them is meant: counted, averted, invented, long ago, reported now; the form is in <see cref="SafetyLexicon.Read"/>.</summary>
internal static class EnglishContextWords
{
    public const string Table = """
        count: dozens, hundreds, scores, thousands, several, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen,
          fifteen, sixteen, seventeen, eighteen, nineteen, twenty, thirty, forty, fifty, sixty, dozen
        news: breaking, breaking news, just in, developing story, live updates, authorities say, authorities said, authorities confirm, authorities confirmed,
          officials say, officials said, officials confirm, officials confirmed, police say, police said, police confirm, police confirmed, witnesses say,
          eyewitness, eyewitnesses, reuters, bbc news, cnn, associated press, press conference, press release, government says, reportedly, news alert,
          state media
        relief: no injuries, no injuries reported, no one injured, no one was injured, no one hurt, no one was hurt, no one got hurt, no one was killed,
          no one killed, no one died, no one has died, nobody hurt, nobody was hurt, nobody got hurt, nobody injured, nobody was injured, nobody killed,
          nobody was killed, nobody died, no casualties, no casualties reported, no reported casualties, no reports of casualties, no fatalities,
          no fatalities reported, no deaths, no deaths reported, no reported deaths, no reports of deaths, no reported injuries, no reports of injuries,
          no reports of injury, no report of injuries, no victims, no known victims, no known injuries, no known casualties, no serious injuries,
          without injuries, without casualties, without victims, zero casualties, zero injuries, zero victims, zero deaths, no lives lost, no loss of life,
          no loss of lives, everyone is safe, everyone was safe, everyone is ok, everyone is okay, everyone survived, everyone escaped, everyone got out,
          everyone got out safely, all safe, all are safe, all passengers safe, all passengers are safe, all survived, all aboard survived,
          all aboard are safe, all accounted for, everyone accounted for, everyone is accounted for, unharmed, unhurt, uninjured, escaped unhurt,
          escaped unharmed, escaped injury, walked away without a scratch, without a scratch, not injured, not hurt, were not hurt, was not hurt, not killed,
          was not killed, none were injured, none injured, none was hurt, none were hurt, none of the passengers were hurt, nobody inside, no one inside,
          no one was inside, false alarm, was a false alarm, thankfully no one, luckily no one, luckily nobody, thankfully nobody, only material damage,
          only property damage, no damage or injuries, no injuries or damage, no one seriously hurt, no threat to life
        fiction: last episode, latest episode, next episode, this episode, the episode, in the episode, season finale, season premiere, series finale,
          mid season finale, season one, season two, season three, new season of, final season, episode, episodes, plot twist, spoiler, spoilers,
          spoiler alert, no spoilers, movie trailer, official trailer, trailer for, trailer for the, trailer dropped, trailer drops, the trailer looks,
          new trailer, teaser trailer, boss fight, final boss, boss battle, boss level, video game, video games, videogame, videogames, gameplay, playthrough,
          speedrun, minecraft, fortnite, call of duty, grand theft auto, gta, skyrim, zelda, pokemon, world of warcraft, xbox, playstation, nintendo,
          game of thrones, westeros, hunger games, the walking dead, breaking bad, true crime podcast, crime novel, crime drama, whodunit, the novel,
          this novel, novel, fan fiction, fanfic, fanfiction, main character, fictional, fictional character, fiction, based on the book, in the book,
          in this book, in chapter, last chapter, chapter one, screenplay, script, stunt double, stunt scene, action movie, action film, horror movie,
          horror film, disaster movie, war movie, zombie movie, slasher movie, in the movie, in that movie, in this movie, movie scene, in the film,
          in this film, film scene, death scene, halloween costume, cosplay, escape room, dungeons and dragons, board game, theme park ride, laser tag,
          paintball, comic book, manga, anime, tv show, tv series, soap opera, miniseries, sitcom, netflix series, on netflix, dlc, respawn, respawned, npc,
          drill, fire drill, evacuation drill, earthquake drill, emergency drill, training exercise, drill today, simulation exercise, emergency exercise,
          mock disaster, mock drill, just a drill, only a drill, was a drill, is a drill, hoax, was a hoax, is a hoax, is fake, was fake, fake blood, prank,
          pranked
        memory: on this day, on this day in, on this date in, this day in history, today in history, anniversary, anniversary of, th anniversary,
          st anniversary, nd anniversary, rd anniversary, year anniversary, years ago today, year ago today, years since, centenary of, centenary, centennial,
          commemorate, commemorates, commemorating, commemoration, commemorated, history lesson, in history class, history book, history books,
          history museum, history podcast, history channel, historians, documentary, a documentary about, world war one, world war two, world war i,
          world war ii, wwi, wwii, ww1, ww2, first world war, second world war, vietnam war, american civil war, roman empire, middle ages, pompeii,
          hindenburg, d day, pearl harbor, in 1812, in 1865, in 1906, in 1912, in 1914, in 1916, in 1917, in 1918, in 1923, in 1929, in 1936, in 1937,
          in 1939, in 1940, in 1941, in 1942, in 1943, in 1944, in 1945, in 1953, in 1960, in 1963, in 1966, in 1969, in 1970, in 1972, in 1975, in 1976,
          in 1980, in 1985, in 1986, decades ago, century ago, a century ago, centuries ago, half a century ago
        """;
}
