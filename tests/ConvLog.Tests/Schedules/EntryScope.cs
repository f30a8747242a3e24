namespace ConvLog.Tests.Schedules;

/// <summary>The turn and function event of an entry.</summary>
internal sealed record EntryScope(ModelTurn? Turn, ModelCallEvent? Call, bool IsLate = false);
