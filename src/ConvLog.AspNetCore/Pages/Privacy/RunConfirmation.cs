using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>Whether to run though it takes more at once than the guard lets pass.</summary>
/// <param name="Retention">The settings.</param>
/// <param name="Preview">What the run would do now.</param>
internal sealed record RunConfirmation(RetentionSettings Retention, RetentionPreview Preview);
