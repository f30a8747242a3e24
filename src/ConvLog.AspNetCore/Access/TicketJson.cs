using System.Text.Json.Serialization;

namespace ConvLog.AspNetCore.Access;

/// <summary>Writes and reads tickets without reflection.</summary>
[JsonSerializable(typeof(RevealTicket))]
[JsonSerializable(typeof(ResultTicket))]
internal sealed partial class TicketJson : JsonSerializerContext;
