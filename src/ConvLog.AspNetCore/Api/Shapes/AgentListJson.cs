namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>The agents with a conversation.</summary>
internal sealed record AgentListJson(IReadOnlyList<string> Agents);
