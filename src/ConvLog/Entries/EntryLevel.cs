namespace ConvLog;

/// <summary>The severity of an entry. There are three levels and no debug level, as in the <c>conv.log</c> contract.</summary>
public enum EntryLevel
{
    /// <summary>A routine event. In JSON: <c>info</c>.</summary>
    Info = 0,

    /// <summary>A recoverable problem, or a limit that is almost reached. In JSON: <c>warning</c>.</summary>
    Warning = 1,

    /// <summary>A handled failure, with its context. In JSON: <c>error</c>.</summary>
    Error = 2,
}
