namespace ConvLog.AspNetCore.Review;

/// <summary>A turn, or several consecutive turns, on the overview. Positions are fractions of its width.</summary>
/// <param name="First">The ordinal of the first turn.</param>
/// <param name="Last">The ordinal of the last turn; the same as the first for a single turn.</param>
/// <param name="From">The position of its beginning.</param>
/// <param name="Width">Its width.</param>
/// <param name="AnswerWidth">The width of the response time; null if there was no answer, or if there are several turns.</param>
/// <param name="IsBad">Whether it has a problem.</param>
internal sealed record OverviewSlot(int First, int Last, double From, double Width, double? AnswerWidth, bool IsBad);
