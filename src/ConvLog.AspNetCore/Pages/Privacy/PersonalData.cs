using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>What the page of personal data shows.</summary>
/// <param name="Retention">The settings of retention, and when it runs next.</param>
/// <param name="Preview">What a run would do now.</param>
/// <param name="Stopped">The scheduled run that the safety limit stopped, until one is let through; null for none.</param>
/// <param name="Runs">The last runs, latest first.</param>
/// <param name="Receipts">Of erasures, latest first.</param>
/// <param name="Holds">The legal holds.</param>
/// <param name="Accesses">The latest reads.</param>
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

    /// <summary>The form for an erasure, as it was sent last.</summary>
    public ErasureForm Erasure { get; init; } = new();

    /// <summary>The form for a legal hold, as it was sent last.</summary>
    public HoldForm Hold { get; init; } = new();
}
