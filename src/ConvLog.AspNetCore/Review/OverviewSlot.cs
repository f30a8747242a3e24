namespace ConvLog.AspNetCore.Review;

/// <summary>A turn, or some turns in a row, on the overview. Positions are shares of its width.</summary>
/// <param name="First">The ordinal of the first turn.</param>
/// <param name="Last">The ordinal of the last turn; the first where it is one.</param>
/// <param name="From">Where it begins.</param>
/// <param name="Width">How wide it is.</param>
/// <param name="AnswerWidth">How long the answer took; null where there was none, or there are several turns.</param>
/// <param name="IsBad">Whether something went wrong in it.</param>
internal sealed record OverviewSlot(int First, int Last, double From, double Width, double? AnswerWidth, bool IsBad);
