using System.Text.Json.Serialization;

namespace ConvLog.AspNetCore.Access;

/// <summary>Writes and reads tickets without reflection.</summary>
[JsonSerializable(typeof(RevealTicket))]
internal sealed partial class RevealTicketJson : JsonSerializerContext;
