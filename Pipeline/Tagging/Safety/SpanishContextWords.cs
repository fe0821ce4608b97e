namespace RtmPipeline.Tagging.Safety;

/// <summary>Spanish words that say how what stands beside them is meant: counted, averted, invented, long ago, reported now; the form is in <see cref="SafetyLexicon.Read"/>.</summary>
internal static class SpanishContextWords
{
    public const string Table = """
        count: decenas, centenares, cientos, miles, docenas, varios, varias, dos, tres, cuatro, cinco, seis, siete, ocho, nueve, diez, doce, trece, catorce,
          quince, dieciséis, diecisiete, dieciocho, diecinueve, veinte, treinta, cuarenta, cincuenta, sesenta, medio centenar
        news: última hora, urgente, último minuto, noticia en desarrollo, en desarrollo, autoridades informan, autoridades confirman, confirman autoridades,
          según la policía, informa la policía, confirma la policía, según testigos, testigos aseguran, fuentes oficiales, comunicado oficial,
          rueda de prensa oficial, gobierno confirma, confirma el gobierno, ministerio del interior, agencia efe, noticias al momento,
          en directo desde el lugar, en vivo desde el lugar
        relief: sin heridos, sin víctimas, sin muertos, sin lesionados, sin daños personales, sin desgracias personales, sin víctimas mortales,
          sin fallecidos, sin desaparecidos, sin víctimas que lamentar, no hay heridos, no hay víctimas, no hay muertos, no hay fallecidos, no hay lesionados,
          no hay desaparecidos, no hay víctimas mortales, no hay víctimas que lamentar, no hubo heridos, no hubo víctimas, no hubo muertos,
          no hubo lesionados, no hubo fallecidos, no hubo víctimas fatales, no hubo que lamentar víctimas, no hay que lamentar víctimas,
          no hay que lamentar heridos, no se reportan heridos, no se reportan víctimas, no se reportan muertos, no se reportan lesionados,
          no se reportan daños, no se reportaron heridos, no se reportaron víctimas, no se reportaron daños, no se registran víctimas,
          no se registran heridos, no se registraron heridos, no se registraron víctimas, no deja víctimas, no deja heridos, no dejó víctimas,
          no dejó heridos, no dejó muertos, no causó víctimas, no causó heridos, no causa víctimas, no ha causado víctimas, no ha habido heridos,
          no ha habido víctimas, no ha dejado víctimas, ningún herido, ninguna víctima, ningún muerto, ningún fallecido, ningún lesionado, nadie murió,
          nadie ha muerto, nadie resultó herido, nadie salió herido, nadie resultó lesionado, nadie salió lastimado, nadie falleció, cero heridos,
          cero víctimas, cero muertos, ileso, ilesa, ilesos, ilesas, salieron ilesos, salió ileso, salió ilesa, resultaron ilesos, resultó ileso,
          sanos y salvos, sano y salvo, sana y salva, todos a salvo, todos están a salvo, todos están bien, a salvo todos, solo daños materiales,
          únicamente daños materiales, solo un susto, no pasó a mayores, sin mayores consecuencias, sin consecuencias, falsa alarma, fue falsa alarma,
          por suerte nadie, por fortuna nadie, afortunadamente nadie, afortunadamente no hubo
        fiction: último capítulo, próximo capítulo, este capítulo, en el capítulo, capítulo final, capítulo, capítulos, episodio, episodios, último episodio,
          próximo episodio, final de temporada, nueva temporada, última temporada, segunda temporada, primera temporada, tercera temporada, temporada final,
          temporada uno, temporada dos, serie de netflix, en netflix, en la serie, la serie de, esta serie, telenovela, la telenovela, la novela, novela,
          novelas, novela negra, novela policiaca, culebrón, teleserie, spoiler, spoilers, sin spoilers, tráiler, trailer oficial, nuevo tráiler,
          el tráiler de, avance de la película, la película de, en la película, película de terror, película de acción, película de zombis, peli, pelis,
          personaje, personajes, el malo de la peli, guion, libreto, el doblaje, videojuego, videojuegos, jefe final, jefe del juego, pelea contra el jefe,
          partida de rol, juego de rol, juego de mesa, juego de tronos, los juegos del hambre, gameplay, minecraft, fortnite, gta, play station, consola,
          manga, anime, cómic, cómics, historieta, cuento de terror, sala de escape, cuarto de escape, disfraz, disfraz de halloween, simulacro, simulacros,
          simulacro de sismo, simulacro de incendio, simulacro de evacuación, simulacro nacional, es un simulacro, fue un simulacro, solo un simulacro,
          ejercicio de simulacro, ensayo general, broma, inocentada, bulo, es un bulo, noticia falsa, sangre falsa, obra de teatro, zombis, zombies
        memory: un día como hoy, tal día como hoy, hoy hace, hoy se cumplen, hoy se cumple, se cumplen años, se cumple un año, a un año de, a diez años de,
          a años de, aniversario, aniversario de, aniversario del, primer aniversario, años del terremoto, años del sismo, años del accidente,
          años de la tragedia, años del atentado, años después del, efeméride, efemérides, conmemoración, conmemora, conmemoran, conmemoramos, conmemorar,
          homenaje en el aniversario, centenario, bicentenario, hace un siglo, hace un año, hace dos años, hace tres años, hace cinco años, hace diez años,
          hace veinte años, hace treinta años, hace cien años, hace décadas, hace siglos, siglo pasado, siglo xix, siglo xx, clase de historia,
          libro de historia, libros de historia, museo de historia, documental, documental sobre, el documental, historiador, historiadores,
          primera guerra mundial, segunda guerra mundial, guerra civil española, guerra fría, revolución francesa, revolución mexicana, imperio romano,
          edad media, pompeya, en 1812, en 1906, en 1912, en 1936, en 1939, en 1945, en 1957, en 1960, en 1985, terremoto de 1985, sismo de 1985,
          terremoto de 1960
        """;
}
