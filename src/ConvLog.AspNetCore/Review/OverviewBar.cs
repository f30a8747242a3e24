namespace ConvLog.AspNetCore.Review;

/// <summary>A function event on the overview.</summary>
internal readonly record struct OverviewBar(double From, double Width, FunctionOutcome? Outcome);
