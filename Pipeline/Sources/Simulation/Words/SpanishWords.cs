namespace RtmPipeline.Sources.Simulation.Words;

/// <summary>Spanish words. Nouns carry their article and adjectives have one form for both genders, so that any two of them agree.</summary>
internal static class SpanishWords
{
    public static readonly string[] Subjects =
    [
        "la cena,el desayuno,la tortilla,el guiso,la receta,el postre,la sopa,el horno,la merienda,el bocadillo,la ensalada,el arroz,la masa,"
            + "el queso",
        "la lluvia,el viento,la tormenta,el sol,la nieve,el frío,el calor,la nube,el paraguas,el invierno,la tarde,el cielo,la niebla,el amanecer",
        "el perro,la gata,el loro,el conejo,la tortuga,el cachorro,la correa,el veterinario,el hámster,la pecera,el gallo,la yegua,el nido,"
            + "la mascota",
        "la reunión,el jefe,la oficina,el informe,el sueldo,la entrevista,el proyecto,el turno,la agenda,el correo,el cliente,la impresora,"
            + "el contrato,la siesta",
        "el examen,la clase,el profesor,la tarea,el cuaderno,la biblioteca,la mochila,el semestre,la beca,el recreo,la nota,el diploma,"
            + "el libro,la universidad",
        "la canción,el concierto,la guitarra,el disco,la letra,el coro,el festival,la banda,el ritmo,la voz,el piano,la cantante,el estribillo,"
            + "la gira",
        "la serie,el capítulo,la película,el estreno,el villano,el guion,la actriz,el director,el final,la escena,el cine,la butaca,el avance,"
            + "la saga",
        "el viaje,la maleta,el hotel,la playa,el tren,el museo,el pueblo,la montaña,el pasaporte,la isla,el mapa,el puerto,la postal,el avión",
        "el gimnasio,la carrera,el entrenamiento,la bicicleta,el sendero,la piscina,el maratón,la rutina,el equipo,la zapatilla,el balón,"
            + "la cancha,el pulso,la meta",
        "la abuela,el primo,la boda,el cumpleaños,el bebé,la sobrina,el vecino,la foto,la familia,el abrazo,la cuna,el tío,la fiesta,el regalo",
        "el móvil,el cargador,la pantalla,la contraseña,el teclado,la cámara,el robot,la batería,el cable,el portátil,la consola,el mando,"
            + "la red,el juego",
        "la chaqueta,el vestido,la bufanda,el zapato,el collar,el peinado,la camisa,el bolso,la falda,el abrigo,el pijama,la gorra,el guante,la moda",
    ];

    public const string Verbs = "ver,comer,dormir,salir,cocinar,bailar,cantar,leer,correr,viajar,estudiar,trabajar,limpiar,comprar,esperar,"
        + "llamar,jugar,caminar,pintar,aprender,"
        + "escribir,nadar,descansar,probar,empezar,terminar,cambiar,ordenar,celebrar,recordar,imaginar,preparar,regalar,ahorrar,reparar,"
        + "decorar,plantar,coser,"
        + "grabar,compartir,explorar,desayunar,merendar,madrugar,entrenar,pasear,charlar,reír,soñar,volver";

    public const string Adjectives = "increíble,genial,grande,triste,feliz,verde,azul,fácil,difícil,dulce,fuerte,elegante,impresionante,"
        + "interesante,brillante,especial,original,"
        + "picante,caliente,enorme,popular,tradicional,regional,ideal,inolvidable,diferente,reciente,gigante,humilde,noble,sorprendente,alegre,"
        + "amable,suave,simple,"
        + "invernal,musical,celeste,rebelde,eficaz,veloz,capaz,natural,sensible,invencible,imposible,salvaje,urgente,valiente";

    public const string Adverbs = "muy,bastante,realmente,demasiado,totalmente,súper,casi,sinceramente,especialmente,simplemente,"
        + "increíblemente,absolutamente,raramente,claramente";

    public const string Names = "Lucía,Mateo,Sofía,Diego,Valeria,Andrés,Carmen,Pablo,Elena,Javier,Marta,Álvaro,Inés,Raúl,Noelia,Iván,Rocío,"
        + "Hugo,Pilar,Óscar,Nuria,Adrián,Celia,"
        + "Rubén,Aitana,Tomás,Julia,Bruno,Alba,Gael,Irene,Samuel,Vera,Nicolás,Paula,Emilio,Lola,Martín,Olivia,Simón";

    public const string Times = "hoy,esta noche,esta mañana,ahora mismo,todo el día,otra vez,últimamente,después del trabajo,antes de dormir,"
        + "este finde,anoche,cada día,"
        + "a mediodía,desde ayer,los domingos,un rato";

    public const string Openers = "ay,bueno,la verdad,oye,madre mía,por fin,uf,jajaja,a ver,recordatorio:,confieso:,qué locura,gente,amigos,"
        + "en serio,opinión:,nota mental:,atención:";

    public const string Closers = "jajaja,lo juro,de verdad,qué risa,y ya está,¿alguien más?,sin palabras,no puedo más,me encanta,qué ganas,"
        + "vaya día,ayuda,y tan feliz,qué cosas,así es la vida";

    public const string Emoji = "😂,❤️,😍,😭,😊,🙌,👏,🔥,😅,🎉,💕,😎,🤔,💃,🙏,✨,💯,😴,🤣,👀,🥘,☕,🐶,🎶,🌞";
}
