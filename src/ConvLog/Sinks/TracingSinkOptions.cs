using ConvLog.Privacy;

namespace ConvLog;

/// <summary>What spans contain in addition to names, IDs, outcomes and token counts.</summary>
public sealed class TracingSinkOptions
{
    /// <summary>
    /// Whether spans of function events include arguments and results, as far as they are not personal data; with the default <see cref="Privacy"/>, only
    /// their keys. Default false.
    /// </summary>
    public bool IncludeContent { get; init; }

    /// <summary>Which properties are personal data; default those of <see cref="PrivacyOptions"/>.</summary>
    public PrivacyOptions Privacy { get; init; } = new();
}
