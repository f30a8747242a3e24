namespace ConvLog.AspNetCore.Review;

/// <summary>A turn, or consecutive turns, in the overview. Positions are shares of its width.</summary>
/// <param name="First">The ordinal of the first turn.</param>
/// <param name="Last">The ordinal of the last turn; that of the first for a single turn.</param>
/// <param name="From">Its start.</param>
/// <param name="Width">Its width.</param>
/// <param name="AnswerWidth">The width of the response time; null without an answer, or for several turns.</param>
/// <param name="IsBad">Whether it has a problem.</param>
internal sealed record OverviewSlot(int First, int Last, double From, double Width, double? AnswerWidth, bool IsBad);
