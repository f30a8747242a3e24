namespace ConvLog;

/// <summary>How grave an entry is. There are three levels and no debug level, as in the <c>conv.log</c> contract.</summary>
public enum EntryLevel
{
    /// <summary>A routine breadcrumb. In JSON: <c>info</c>.</summary>
    Info = 0,

    /// <summary>A soft failure, or a limit that comes near. In JSON: <c>warning</c>.</summary>
    Warning = 1,

    /// <summary>A failure that was handled, with its context. In JSON: <c>error</c>.</summary>
    Error = 2,
}
