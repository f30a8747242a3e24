namespace ConvLog;

/// <summary>One change of a variable of the conversation, where it happened.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Variable">The variable's name and, but for a removed one, its new value. The value is personal data by default.</param>
/// <param name="Timestamp">When, in UTC.</param>
public sealed record StateChange(StateChangeKind Kind, LogField Variable, DateTimeOffset Timestamp);
