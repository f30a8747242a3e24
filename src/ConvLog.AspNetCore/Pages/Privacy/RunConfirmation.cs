using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>The page that asks for confirmation of a run above the safety limit.</summary>
/// <param name="Retention">The settings.</param>
/// <param name="Preview">The preview of the run.</param>
internal sealed record RunConfirmation(RetentionSettings Retention, RetentionPreview Preview);
