using ConvLog.Records;

namespace ConvLog.PostgreSql.Writing;

/// <summary>The columns of a conversation that its openings decide.</summary>
/// <param name="Record">What all openings together say.</param>
/// <param name="Visible">Its visible part, as JSON.</param>
/// <param name="Checksum">The checksum of that.</param>
internal sealed record KnownColumns(ConversationRecord Record, byte[] Visible, long Checksum);
