namespace RtmPipeline.Tagging.Safety;

/// <summary>English entries of the lexicon; the form is in <see cref="SafetyLexicon.Read"/>.</summary>
internal static class EnglishSafetyWords
{
    public const string Table = """
        death strong high: death toll, mass casualties, mass casualty, fatality, fatalities, casualties, shot dead, found dead, pronounced dead,
          feared dead, confirmed dead, declared dead, were killed, was killed, are killed, been killed, people killed, killing at least,
          kills at least, killed at least, leaves at least, left dead, stabbed to death, shot to death, burned to death, beaten to death,
          crushed to death, trampled to death, bled to death, lost their lives, lost his life, lost her life, loss of life, claimed the lives,
          claimed the life, body found, bodies found, bodies recovered, dead bodies, body bags, mass grave, fatally shot, fatally injured,
          fatally stabbed, fatal crash, fatal accident, fatal fire, fatal shooting, mass shooting, school shooting, plane crash, train crash,
          bus crash, helicopter crash, train derailment, train derailed, derailed train, air crash, plane went down, critically injured,
          seriously injured, severely injured, critical condition, fighting for his life, fighting for her life, fighting for their lives,
          life threatening injuries, suicide, killed himself, killed herself, drowned, stampede, war crimes, war crime, air strike, air strikes,
          airstrike, airstrikes, drone strike, missile strike, shelling, genocide, missing persons, missing presumed dead, still missing,
          rest in peace, our condolences, my condolences, sincere condolences, deepest condolences, sends condolences, offer condolences,
          thoughts and prayers, prayers for the victims, pray for the victims, pray for the families, prayers go out, prayers are with,
          thoughts are with, prayers to all, hearts go out, mourns the death, mourning the death, heartbroken families, grieving families,
          families of the victims, victims families, people are dead, still trapped, buried alive, people hurt, people missing, missing after,
          people trapped, trapped under, trapped in the rubble, shots fired, active shooter, gunfire, train derails
        death strong medium: earthquake, earthquakes, aftershock, aftershocks, tsunami, typhoon, cyclone, flash flood, flash floods, flooding,
          floodwaters, flood victims, flood relief, floods, landslide, landslides, mudslide, mudslides, wildfire, wildfires, bushfire, bushfires,
          building collapse, building collapsed, bridge collapse, bridge collapsed, mine collapse, roof collapse, roof collapsed, factory fire,
          house fire, apartment fire, explosion, explosions, epicenter, epicentre, volcanic eruption, quake, tornado warning, tornado touched down,
          tornadoes, hurricane victims, hurricane hits, natural disaster, disaster relief, humanitarian crisis, famine, passed away, has died,
          have died, died of, died from, died in, dies in, dies at, dies after, died after, in mourning, funeral of, civil war, nuclear strike,
          troops killed, evacuated their homes, homes destroyed, state of emergency, search and rescue, rescue workers, rescue teams, rescuers,
          survivors, victims of
        death toll high: dead, killed, injured, wounded, deaths, died, bodies, lives lost, hospitalized, hospitalised, casualty, injuries, victims,
          killing, injuring, injures, wounding, lives
        death harm medium: die, dies, dying, death, victim, kill, kills, tragedy, tragic, mourn, mourning, mourns, grief, bleeding, drowning,
          survivor, corpse, coffin, funeral, condolences, devastated, devastation, rip, pray, praying, prayers, blood donors, donate blood, buried,
          burned alive, homeless families, hurt, missing, trapped, displaced, stranded, homeless, soldiers
        death scene medium: crash, crashed, collapse, collapsed, blast, blasts, bombing, shooting, gunman, shooter, ambulance, ambulances, hospital,
          hospitals, evacuated, evacuation, evacuate, rubble, debris, wreckage, derailment, derailed, hostage, hostages, invasion, troops, missile,
          missiles, rockets, airport attack, war, warzone, war zone, battlefield, disaster, catastrophe, hurricane, tornado, flood, storm surge,
          firefighters, paramedics, rescued, rescue, red cross, relief fund, emergency services, first responders, nightclub fire, plane, helicopter,
          derail, magnitude, richter, flames, blaze, bomb, bombs, stabbing, emergency landing, collapses, derails, building fire, explodes, exploded,
          evacuations
        terrorism strong floor: terrorist attack, terrorist attacks, terror attack, terror attacks, terrorism, terrorist, terrorists, suicide bomber,
          suicide bombers, suicide bombing, car bomb, truck bomb, bomb attack, bomb attacks, bomb threat, nail bomb, pipe bomb, bombings,
          bombing suspect, bombing suspects, hostage crisis, hostage taker, hostages taken, beheading, beheaded, jihadist, jihadists, jihadi,
          islamic state, al qaeda, boko haram
        crime strong high: murder suspect, murder victim, attempted murder, murdered, murderer, homicide, manslaughter, rapist, raped, gang rape,
          sexual assault, sexually assaulted, sexual abuse, sexually abused, child abuse, domestic violence, human trafficking, sex trafficking,
          kidnapped, kidnapping, abducted, abduction, serial killer, strangled, stabbed, knife attack, acid attack, police brutality, torture victims,
          tortured prisoners, honor killing, honour killing, hit and run, carjacking, armed robbery
        crime strong floor: child porn, child pornography, child sexual abuse, pedophile, pedophiles, paedophile, paedophiles
        crime harm medium: murder, rape, assault, assaulted, torture, tortured, abuse, abused, robbed, robbery, looting
        crime scene medium: police, arrested, suspect, suspects, charged, trial, court, sentenced, prison, convicted, detectives, crime scene
        hate strong high: hate crime, hate crimes, hate speech, white supremacist, white supremacists, white supremacy, neo nazi, neo nazis, lynching,
          lynched, ethnic cleansing, racist attack, racist abuse, racial slur, racial slurs, homophobic attack, homophobic slur, antisemitic attack,
          antisemitism, islamophobic attack, racist chants
        hate harm medium: racist, racism, racists, homophobic, xenophobic, bigot, bigots
        hate scene medium: attack, attacked, violence, slur, insult, insults, chants, threats
        arms strong medium: assault rifle, assault rifles, machine gun, machine guns, hollow point, live ammunition, illegal guns, gun show,
          ghost gun, ghost guns, hand grenade, hand grenades, concealed carry
        arms harm medium: gun, guns, rifle, rifles, pistol, handgun, handguns, ammo, ammunition, firearm, firearms
        arms scene medium: loaded, seized, dealer, buy, sale, caliber, calibre, nra, magazine clip, open carry
        adult strong high: porn, porno, pornography, pornstar, xxx video, xxx videos, nsfw, sex tape, nude pics, nudes, onlyfans leak, escort service,
          hardcore sex, blowjob
        drugs strong medium: cocaine, heroin, fentanyl, crystal meth, methamphetamine, drug dealer, drug dealers, drug overdose, overdosed,
          drug cartel, drug bust, crack house, drug trafficking, drug smuggling
        drugs strong low: vaping, e cigarette, e cigarettes, chain smoking, binge drinking, drunk driving, drunk driver
        obscenity strong low: fuck, fucking, fucked, fucker, motherfucker, motherfucking, bullshit, asshole, assholes, shit, shitty, bitch, bitches,
          dickhead, twat, wanker
        obscenity strong medium: cunt, cunts, whore, whores
        count: dozens, hundreds, scores, thousands, several, two, three, four, five, six, seven, eight, nine, ten
        figure: to die for, die for this, killer app, killer apps, killer deal, killer feature, killer heels, killer workout, killer look,
          killer bass, lady killer, dead tired, dead serious, dead heat, dead end, dead weight, dead battery, dead batteries, dead phone,
          drop dead gorgeous, i m dead, im dead, i am dead, literally dead, dead lol, dead inside, over my dead body, dead ball, dead last,
          dead wrong, dead silence, walking dead, grateful dead, red dead, i died laughing, died laughing, dying laughing, dying of laughter,
          dying from laughter, i m dying, im dying, died of laughter, died inside, died of embarrassment, dying to see, dying to try, dying to know,
          dying to go, dying for a, die hard, die hard fan, die laughing, die of laughter, i died, i just died, literally died, literally dying,
          phone died, battery died, phone is dead, battery is dead, laptop died, wifi died, killed it, killing it, kills it, kill it, killed that,
          killing me, kills me, killed me, you re killing, dressed to kill, kill time, killing time, kill for a, would kill for, buzzkill,
          killed the vibe, killed the mood, curiosity killed, bored to death, scared to death, love you to death, worked to death, sick to death,
          death metal, death star, death by chocolate, sudden death, death of me, kiss of death, death valley, da bomb, the bomb, bath bomb,
          bath bombs, photo bomb, photobomb, photobombed, f bomb, bomb ass, bomb af, sex bomb, truth bomb, glitter bomb, cherry bomb, bombshell,
          time bomb, deep bomb, explosion of flavor, explosion of flavour, explosion of colour, explosion of color, explosion of taste,
          flavor explosion, flavour explosion, population explosion, taste explosion, explosion of joy, explosion of creativity, flooding my timeline,
          flooding my feed, flooding my mentions, flooding my inbox, flooding back, floods of tears, flood of tears, flood of memories,
          flood of messages, flooding in, flooding the timeline, flooding the box, flood lights, floodlights, car crash tv, crashed on the couch, crashed on the sofa, crash course, crash diet,
          sugar crash, crash on the couch, crashed the site, crashed the website, website crashed, site crashed, app crashed, server crashed,
          servers crashed, game crashed, app crash, market crash, crypto crash, crash pad, star wars, price war, bidding war, war room, war of words,
          tug of war, console war, cola wars, snack war, meme war, streaming wars, turf war, storage wars, infinity war, storm the stage,
          perfect storm, by storm, brainstorm, shot of espresso, game winning shot, shooting star, shooting stars, shooting hoops, photo shooting,
          shooting guard, shooting foul, shooting a video, shooting a film, shooting for, free throw shooting, three point shooting, sharp shooter,
          sharpshooter, heart attack on a plate, panic attack, snack attack, attack the weekend, pass attack, murder mystery,
          murder on the dancefloor, murdered that song, murdered the beat, get away with murder, bloody murder, murder she wrote,
          assault on the senses, steal the show, robbed of a goal, was robbed, we were robbed, got robbed, highway robbery, daylight robbery,
          tsunami of likes, tsunami of emails, emotional earthquake, earthquake of a, san jose earthquakes, jose earthquakes, emotional tornado,
          human tornado, tornado of a toddler, miami hurricanes, carolina hurricanes, fashion victim, fashion victims, victim of his own success,
          victims of our own success, victim of its own success, fallen victim to, stampede to the fridge, stampede for tickets, calgary stampede,
          buffalo stampede, social suicide, career suicide, fashion suicide, commercial suicide, suicide squad, suicide wings, drowned out,
          drowning in work, drowning in emails, drowning in homework, drowned in sauce, hostage to my inbox, holding me hostage, held hostage by,
          torture to wait, pure torture, absolute torture, torture watching, bloodbath, hurt my feelings, hurts so good, missing you, missing out,
          missing my, missing piece, kidnapped my heart, sleeping like the dead, survivors of monday, jump the gun, son of a gun, top gun, nerf gun,
          water gun, guns n roses, guns out, glue gun, massage gun, sun s out guns out, finger guns, machine gun kelly, funeral for my diet,
          funeral for my sleep, rip my wallet, rip my diet, rip my sleep, rip my bank account, rip to my, rip to the, rip off, let it rip,
          rip headphone users, rip my phone, sugar is my cocaine, chocolate is my heroin, crack cocaine of, food porn, foodporn, earth porn,
          word porn, property porn, in stitches, poker face, dead sea, deadpool, injured my pride, wounded pride, evacuate the dancefloor,
          blast from the past, having a blast, had a blast, have a blast, what a blast, full blast, such a blast, blast off, on blast, a total blast,
          was a blast, it s a blast
        """;
}
