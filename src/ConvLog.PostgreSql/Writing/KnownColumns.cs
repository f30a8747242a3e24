namespace ConvLog.PostgreSql.Writing;

/// <summary>The columns of a conversation that its openings decide.</summary>
internal sealed record KnownColumns(string Agent, long Environment, string? Channel, string? Account, string? Project, byte[] Visible, long Checksum);
