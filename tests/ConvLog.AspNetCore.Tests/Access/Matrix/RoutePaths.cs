using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Access.Matrix;

/// <summary>Creates the request path of a row.</summary>
internal static class RoutePaths
{
    /// <summary>The conversation that is erased for rows that need a receipt.</summary>
    public const string Gone = "conv-gone";

    /// <summary>Replaces the placeholders of a path with IDs that exist on the host.</summary>
    public static async Task<string> OfAsync(IServiceProvider services, string path)
    {
        if (path.Contains("{annotation}", StringComparison.Ordinal))
        {
            var team = services.GetRequiredService<ConversationTeam>();
            var written = await team.AnnotateAsync(new Privacy.Reader("Ada", canReadPii: false), "conv-42", 1, "Better");
            return path.Replace("{annotation}", written.Id!.Value.ToString("D"), StringComparison.Ordinal);
        }

        if (path.Contains("{receipt}", StringComparison.Ordinal))
        {
            var receipt = await services.GetRequiredService<ConversationErasure>().EraseConversationAsync(Gone, "test");
            return path.Replace("{receipt}", receipt.Id.ToString("D"), StringComparison.Ordinal);
        }

        if (path.Contains("{pseudonym}", StringComparison.Ordinal))
        {
            var summary = await services.GetRequiredService<ConversationReader>().GetSummaryAsync(new Privacy.Reader("test", canReadPii: false), "conv-42");
            return path.Replace("{pseudonym}", summary!.UserPseudonym, StringComparison.Ordinal);
        }

        return path.Replace("{stylesheet}", $"/convlog/assets/{AspNetCore.Assets.ConsoleAssets.StyleSheet.FileName}", StringComparison.Ordinal);
    }
}
