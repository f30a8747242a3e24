using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>Writes an environment as one of the words of the filter, such as <c>pre-release</c>.</summary>
internal sealed class EnvironmentConverter() : JsonStringEnumConverter<ConversationEnvironment>(JsonNamingPolicy.KebabCaseLower);
