using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>The content of the page of personal data.</summary>
/// <param name="Retention">The settings of retention, and the time of the next run.</param>
/// <param name="Preview">The preview of a run.</param>
/// <param name="Stopped">The scheduled run that the safety limit stopped, until a run is confirmed; null for none.</param>
/// <param name="Runs">The last runs, latest first.</param>
/// <param name="Receipts">The receipts of erasures, latest first.</param>
/// <param name="Holds">The legal holds.</param>
/// <param name="Accesses">The latest records of the access log.</param>
internal sealed record PersonalData(
    RetentionSettings Retention,
    RetentionPreview Preview,
    RetentionRun? Stopped,
    IReadOnlyList<RetentionRun> Runs,
    IReadOnlyList<ErasureReceipt> Receipts,
    IReadOnlyList<LegalHold> Holds,
    AccessPage Accesses)
{
    public const int ShownRuns = 8;
    public const int ShownReceipts = 100;
    public const int ShownAccesses = 12;

    /// <summary>The forms, as one of them was last sent.</summary>
    public PrivacyForms Forms { get; init; } = new();
}
