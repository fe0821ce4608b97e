namespace RtmPipeline.Tagging.Safety;

/// <summary>Spanish entries of the lexicon; the form is in <see cref="SafetyLexicon.Read"/>.</summary>
internal static class SpanishSafetyWords
{
    public const string Table = """
        death strong high: víctimas mortales, víctima mortal, muertos y heridos, muertos y desaparecidos, número de muertos, cifra de muertos,
          saldo de muertos, sin vida, perdieron la vida, perdió la vida, pierde la vida, pierden la vida, hallado muerto, hallada muerta,
          hallados muertos, encontrado muerto, encontrada muerta, fallecidos, fallecidas, accidente mortal, accidente aéreo, accidente de tren,
          accidente de avión, accidente ferroviario, choque de trenes, avión estrellado, se estrelló un avión, tiroteo, tiroteos, matanza, masacre,
          asesinados, murió apuñalado, herido grave, herida grave, heridos graves, estado crítico, herido de bala, heridos de bala,
          heridos de gravedad, suicidio, se suicidó, se suicida, ahogado en el, ahogados, estampida humana, crimen de guerra, crímenes de guerra,
          bombardeo, bombardeos, ataque aéreo, ataques aéreos, genocidio, fosa común, descanse en paz, en paz descanse, nuestras condolencias,
          mis condolencias, sentido pésame, más sentido pésame, mi pésame, nuestro pésame, minuto de silencio, días de luto, duelo nacional,
          luto nacional, rezamos por las víctimas, oremos por las víctimas, familiares de las víctimas, familias de las víctimas, cadáveres,
          cuerpos sin vida, damnificados, fallecen
        death strong medium: terremoto, terremotos, sismo, sismos, réplicas del sismo, réplica del sismo, tsunami en, tifón, inundación, inundaciones,
          riada, riadas, avalancha de lodo, deslave, deslaves, deslizamiento de tierra, alud, incendio forestal, incendios forestales, derrumbe,
          derrumbes, edificio derrumbado, se derrumbó, explosión, explosiones, epicentro, erupción volcánica, erupción del volcán,
          estado de emergencia, zona de desastre, catástrofe natural, desastre natural, crisis humanitaria, hambruna, guerra civil, falleció,
          fallecieron, fallece, ha fallecido, ha muerto, han muerto, murió en, murió a los, murieron, mueren, equipos de rescate, labores de rescate,
          rescatistas, supervivientes, sobrevivientes, descarrilamiento, descarriló, descarrila, ayuda humanitaria, descarrilar, descarrilado
        death toll high: muertos, muertas, muerto, muertes, heridos, heridas, herido, víctimas, desaparecidos, desaparecidas, fallecimientos, cuerpos,
          lesionados, atrapados, evacuados, afectados por, decesos, hospitalizados, soldados, bajas
        death harm medium: muere, murió, morir, muerte, víctima, mata, matan, mató, mataron, tragedia, trágico, trágica, luto, funeral, entierro,
          ataúd, cadáver, sangre, donar sangre, rezar, oremos, recemos, oraciones, condolencias, pésame, devastación, desaparecido, desaparecida,
          qepd, qdep, dep
        death scene medium: accidente, choque, derrumbó, colapso, atentado, incendio, llamas, ambulancia, ambulancias, hospital, hospitales,
          evacuación, evacuar, escombros, restos del avión, avión, tren, helicóptero, misil, misiles, tropas, invasión, rehén, rehenes, bombas,
          huracán, tornado, inundado, bomberos, cruz roja, rescate, rescatado, rescatados, emergencia, emergencias, protección civil, magnitud,
          richter, catástrofe, desastre, volcadura, volcó, campo de batalla, apuñalamiento, metralla, carretera
        terrorism strong floor: atentado terrorista, atentados terroristas, ataque terrorista, ataques terroristas, terrorismo, terrorista,
          terroristas, coche bomba, carro bomba, atentado suicida, atentado con bomba, amenaza de bomba, artefacto explosivo, yihadista, yihadistas,
          yihadismo, decapitado, decapitados, toma de rehenes
        crime strong high: asesinato de, asesinada, asesinado, homicidio, homicidios, feminicidio, feminicidios, violada, violaron, violación grupal,
          agresión sexual, abuso sexual, abusos sexuales, acoso sexual, violencia de género, violencia machista, trata de personas, secuestrado,
          secuestrada, secuestraron, secuestro de, asesino en serie, apuñalado, apuñalada, apuñaló, estrangulada, estrangulado, brutalidad policial,
          robo a mano armada, asalto a mano armada, sicarios, sicario, descuartizado
        crime strong floor: pornografía infantil, abuso infantil, pederasta, pederastas, pedófilo, pedófilos
        crime harm medium: asesinato, asesino, asesinó, violación, secuestro, tortura, torturado, torturada, agredida, agredido, robo, asaltaron
        crime scene medium: policía, detenido, detenidos, sospechoso, sospechosos, juicio, condenado, fiscalía, cárcel, víctima fue, juzgado,
          escena del crimen
        hate strong high: delito de odio, delitos de odio, crimen de odio, discurso de odio, supremacista blanco, supremacistas blancos, neonazi,
          neonazis, limpieza étnica, linchamiento, linchado, agresión racista, ataque racista, insultos racistas, insulto racista, cánticos racistas,
          agresión homófoba, ataque homófobo
        hate harm medium: racista, racistas, racismo, homófobo, homófobos, xenófobo, xenófobos, xenofobia
        hate scene medium: agresión, agredieron, ataque, insulto, insultos, amenazas, odio
        arms strong medium: fusil de asalto, fusiles de asalto, arma de fuego, armas de fuego, ametralladora, ametralladoras, munición real,
          granada de mano, granadas de mano, tráfico de armas
        arms harm medium: pistola, pistolas, fusil, fusiles, rifle, municiones, munición
        arms scene medium: incautadas, incautaron, calibre, cargada, armado, armados, decomisaron
        adult strong high: porno, pornografía, vídeo porno, videos porno, fotos desnuda, pack de fotos, video íntimo, vídeo íntimo, vídeo sexual,
          video sexual
        drugs strong medium: cocaína, heroína pura, fentanilo, metanfetamina, narcotráfico, narcotraficante, narcotraficantes, narco, narcos,
          sobredosis de droga, murió de sobredosis, cártel de droga, tráfico de drogas
        drugs strong low: vapeo, vapear, cigarrillo electrónico, cigarrillos electrónicos, conductor borracho, conducir borracho
        obscenity strong low: mierda, joder, jodido, jodida, gilipollas, cabrón, cabrones, coño, puta, puto, pendejo, pendejos, pinche, carajo,
          cojones
        obscenity strong medium: hijo de puta, hijos de puta, hija de puta, hijueputa, me cago en, chinga tu madre
        count: decenas, centenares, cientos, miles, docenas, varios, varias, dos, tres, cuatro, cinco, seis, siete, ocho, nueve, diez
        figure: muero de risa, me muero de risa, muerto de risa, muerta de risa, muertos de risa, morir de risa, morirse de risa, muriendo de risa,
          murió de risa, muerto de hambre, muerta de hambre, muero de hambre, muertos de hambre, muero de ganas, muerta de ganas, muerto de ganas,
          muriendo de ganas, muerto de sueño, muerta de sueño, muero de sueño, muerto de frío, muerta de frío, muero de frío, muero de calor,
          muertos de frío, muertos de calor, muero de amor, muerta de amor, muero por, me muero, estoy muerta, estoy muerto, toy muerta, me morí,
          me he muerto de, para morirse, un susto de muerte, rico de morir, muerto de miedo, muerta de miedo, muerto de vergüenza,
          muerta de vergüenza, muero de vergüenza, punto muerto, mar muerto, tiempo muerto, muerta de cansancio, muerto de cansancio,
          muertos de cansancio, muerte súbita, día de muertos, día de los muertos, pan de muerto, batería muerta, murió el celular, murió mi celular,
          murió el móvil, se me murió el, naturaleza muerta, peso muerto, balón muerto, hasta la muerte, a muerte con, mata de risa, me mata,
          me matas, me están matando, mata el aburrimiento, matar el tiempo, matando el tiempo, matar el hambre, matar por un, mataría por,
          matar el gusanillo, matadora, matador, mátame, es la bomba, la bomba, pasarlo bomba, pasamos bomba, pasándolo bomba, noticia bomba, bombazo,
          fichaje bomba, bomba de chocolate, bomba de sabor, bombas de chocolate, bombas de baño, bomba de baño, bomba de crema, explosión de sabor,
          explosión de sabores, explosión de color, explosión de colores, explosión de alegría, explosión de felicidad, explosión demográfica,
          explosión de júbilo, explosión de talento, terremoto político, terremoto de alegría, es un terremoto, terremoto en el mercado,
          terremoto futbolístico, terremoto mediático, terremoto informativo, inundación de mensajes, inundación de memes, inundaciones de memes,
          inundación de ofertas, alud de mensajes, alud de likes, avalancha de likes, tsunami en redes, tsunami de likes, choque de estilos,
          choque de titanes, choque cultural, tren de vida, a todo tren, ataque de risa, ataque de tos, ataque de nervios, ataque de hambre,
          asesino de dietas, asesinato a la moda, look asesino, mirada asesina, robo de balón, qué robo, robo arbitral, robo del árbitro,
          nos robaron el partido, un robo ese precio, tortura china, una tortura, qué tortura, tortura esperar, víctima de la moda,
          víctimas de la moda, víctima del lunes, víctimas del lunes, guerra de precios, guerra de memes, star wars, funeral por mi dieta,
          entierro de mi dieta, luto por mi dieta, dep mi dieta, dep mi cartera, rip mi dieta, tragedia griega, desastre de pelo, desastre de cocina,
          soy un desastre, hecho un desastre, hecha un desastre, mi cuarto es un desastre, qué desastre, herido en su orgullo, heridos en su orgullo,
          herida en su orgullo, orgullo herido, tiroteo de preguntas, bombardeo de preguntas, bombardeo de ofertas, bombardeo de memes,
          bombardeo de anuncios, bombardeo publicitario, masacre de alitas, masacre futbolística, masacre en el marcador, derrumbe emocional,
          suicidio deportivo, suicidio político, suicidio comercial, ahogado en trabajo, ahogados en trabajo, ahogado en salsa, ahogada en trabajo,
          torta ahogada, tortas ahogadas, de puta madre, puta madre qué rico, porno gastronómico, foodporno, adicta al chocolate,
          terrorista emocional, pistola de agua, pistola de silicona, cuerpos de baile
        """;
}
