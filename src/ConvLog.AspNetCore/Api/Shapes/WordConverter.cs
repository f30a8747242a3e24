using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>Writes an enumeration as words in snake case, such as <c>conversation_id</c>.</summary>
internal sealed class WordConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower)
    where T : struct, Enum;
