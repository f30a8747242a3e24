using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace ConvLog.Extensions.AI.Models;

/// <summary>The current agent of Agent Framework in this async flow. The framework is bound by name, since this package does not depend on it.</summary>
internal static class RunningAgent
{
    private const DynamicallyAccessedMemberTypes Properties = DynamicallyAccessedMemberTypes.PublicProperties;

    [DynamicallyAccessedMembers(Properties)]
    private static readonly Type? s_agent = Type.GetType("Microsoft.Agents.AI.AIAgent, Microsoft.Agents.AI.Abstractions");

    [DynamicallyAccessedMembers(Properties)]
    private static readonly Type? s_context = Type.GetType("Microsoft.Agents.AI.AgentRunContext, Microsoft.Agents.AI.Abstractions");

    private static readonly PropertyInfo? s_current = s_agent?.GetProperty("CurrentRunContext", BindingFlags.Public | BindingFlags.Static);
    private static readonly PropertyInfo? s_running = s_context?.GetProperty("Agent");
    private static readonly PropertyInfo? s_name = s_agent?.GetProperty("Name");

    /// <summary>Its name; null for none.</summary>
    public static string? Name
    {
        get
        {
            try
            {
                return s_current?.GetValue(null) is { } context && s_running?.GetValue(context) is { } agent ? s_name?.GetValue(agent) as string : null;
            }
            catch (Exception)
            {
                // The name comes from the host and may throw; another version may have other properties. An answer can do without an author.
                return null;
            }
        }
    }
}
