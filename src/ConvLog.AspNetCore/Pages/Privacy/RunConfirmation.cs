using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>The confirmation of a run that exceeds the safety limit.</summary>
/// <param name="Retention">The settings.</param>
/// <param name="Preview">The effect of a run now.</param>
internal sealed record RunConfirmation(RetentionSettings Retention, RetentionPreview Preview);
