using ConvLog.Records;

namespace ConvLog.PostgreSql.Writing.Summaries;

/// <summary>The columns of a conversation that its openings determine.</summary>
/// <param name="Record">The merged record of all openings.</param>
/// <param name="Visible">Its visible part, as JSON.</param>
/// <param name="Checksum">The checksum of <paramref name="Visible"/>.</param>
internal sealed record KnownColumns(ConversationRecord Record, byte[] Visible, long Checksum);
