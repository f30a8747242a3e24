namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>How retention is set, for the page.</summary>
/// <param name="Options">The settings.</param>
/// <param name="NextRunAt">When it runs next; null where it runs only on demand.</param>
internal sealed record RetentionSettings(RetentionOptions Options, DateTimeOffset? NextRunAt);
