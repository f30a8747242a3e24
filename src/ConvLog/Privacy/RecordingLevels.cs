namespace ConvLog.Privacy;

/// <summary>Rules and names of recording levels.</summary>
internal static class RecordingLevels
{
    /// <summary>The level; metadata only for an undefined value, because only what is known to be allowed is recorded.</summary>
    public static Recording Normalize(Recording level) => level is Recording.Full or Recording.Off ? level : Recording.MetadataOnly;

    /// <summary>The stricter of two levels.</summary>
    public static Recording Stricter(Recording one, Recording other) => Normalize(one) > Normalize(other) ? Normalize(one) : Normalize(other);

    /// <summary>The name of a level in JSON, in metrics and in a store.</summary>
    public static string NameOf(Recording level) => level switch
    {
        Recording.Full => "full",
        Recording.Off => "off",
        _ => "metadata_only",
    };

    /// <summary>The name of a level that records less than everything; null for full recording, which is omitted.</summary>
    public static string? NameUnlessFull(Recording level) => level == Recording.Full ? null : NameOf(level);

    /// <summary>The level with a name; full for null. A name of a later version counts as metadata only.</summary>
    public static Recording Parse(string? name) => name switch
    {
        null or "full" => Recording.Full,
        "off" => Recording.Off,
        _ => Recording.MetadataOnly,
    };
}
