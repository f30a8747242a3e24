using ConvLog.AspNetCore.Text;
using ConvLog.Storage;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>The retention settings, a preview, and recent runs.</summary>
public partial class RetentionPart
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal PersonalData Data { get; set; } = null!;

    private RetentionOptions Options => Data.Retention.Options;

    private bool IsOverGuard => Data.Preview.Share > Options.MostShare;

    private static bool IsTold(RetentionRun run) => run.Message is not null || run.Retries > 0;

    // Zero counts are left blank.
    private static string Number(long count) => count == 0 ? "" : ShownNumber.Count(count);
}
