using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <summary>
/// Finds the MCP server of a tool. The MCP client is in a package that this one does not depend on: it is bound
/// by name, and its tools do not expose their server.
/// </summary>
internal static class McpServer
{
    private const DynamicallyAccessedMemberTypes Members = DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.NonPublicFields;

    [DynamicallyAccessedMembers(Members)]
    private static readonly Type? s_tool = Type.GetType("ModelContextProtocol.Client.McpClientTool, ModelContextProtocol.Core");

    [DynamicallyAccessedMembers(Members)]
    private static readonly Type? s_client = Type.GetType("ModelContextProtocol.Client.McpClient, ModelContextProtocol.Core");

    [DynamicallyAccessedMembers(Members)]
    private static readonly Type? s_implementation = Type.GetType("ModelContextProtocol.Protocol.Implementation, ModelContextProtocol.Core");

    private static readonly FieldInfo? s_clientOf = s_tool?.GetField("_client", BindingFlags.NonPublic | BindingFlags.Instance);
    private static readonly PropertyInfo? s_info = s_client?.GetProperty("ServerInfo");
    private static readonly PropertyInfo? s_name = s_implementation?.GetProperty("Name");

    /// <summary>The name of a tool's server; null for other tools, and if unknown.</summary>
    public static string? NameOf(AIFunction? tool)
    {
        try
        {
            return s_tool is not null && tool?.GetService(s_tool) is { } known && s_clientOf?.GetValue(known) is { } client
                && s_info?.GetValue(client) is { } info ? s_name?.GetValue(info) as string : null;
        }
        catch (Exception)
        {
            // Another version may have other members, and a disconnected client throws. The name is optional.
            return null;
        }
    }
}
