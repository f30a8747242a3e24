namespace ConvLog.Tests.Schedules;

/// <summary>Where something that was logged belongs.</summary>
internal sealed record Place(ModelTurn? Turn, ModelCallEvent? Call, bool IsLate = false);
