using System.Runtime.InteropServices;

namespace ConvLog.Storage.Statistics.Calls;

/// <summary>The properties of a conversation by which its calls are counted separately.</summary>
/// <param name="AgentId">The agent; null if unknown.</param>
/// <param name="VariantId">The variant; null without one.</param>
/// <param name="Channel">The channel; null without one.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CallOrigin(string? AgentId, string? VariantId, string? Channel);
