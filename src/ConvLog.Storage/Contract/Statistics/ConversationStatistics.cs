namespace ConvLog.Storage;

/// <summary>What happened in a time. Holds nothing personal.</summary>
/// <param name="Total">All of it.</param>
/// <param name="Days">Each day, those on which nothing happened included.</param>
/// <param name="Functions">Each function that was called, most called first, then by name.</param>
public sealed record ConversationStatistics(PeriodStatistics Total, IReadOnlyList<DayStatistics> Days, IReadOnlyList<FunctionStatistics> Functions);
