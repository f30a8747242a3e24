using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>The contents of the page of personal data.</summary>
/// <param name="Retention">The settings of retention, and when it runs next.</param>
/// <param name="Preview">The effect of a run now.</param>
/// <param name="Stopped">The scheduled run that the safety limit stopped, until one is confirmed; null if there is none.</param>
/// <param name="Runs">The last runs, latest first.</param>
/// <param name="Receipts">The receipts of erasures, latest first.</param>
/// <param name="Holds">The legal holds.</param>
/// <param name="Accesses">The latest accesses.</param>
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

    /// <summary>The form for an erasure, as last sent.</summary>
    public ErasureForm Erasure { get; init; } = new();

    /// <summary>The form for a legal hold, as last sent.</summary>
    public HoldForm Hold { get; init; } = new();
}
