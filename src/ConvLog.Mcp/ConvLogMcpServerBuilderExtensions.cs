using ConvLog.Mcp.Tools;
using ConvLog.Privacy;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ModelContextProtocol.Server;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Provides conversations to coding agents.</summary>
public static class ConvLogMcpServerBuilderExtensions
{
    /// <summary>
    /// Adds the tools <c>find_conversations</c>, <c>get_conversation</c>, <c>list_problems</c> and <c>get_statistics</c>:
    /// <c>services.AddMcpServer().WithStdioServerTransport().WithConvLog(new Reader("coding agent", canReadPii: false))</c>.
    /// </summary>
    /// <remarks>
    /// The tools read from the store of <c>AddConvLog</c>. A model gets the data that <paramref name="reader"/> may see: with
    /// <see cref="Reader.CanReadPii"/>, each access is recorded in the access log with <see cref="Reader.Reason"/>, and personal data leaves the host for the
    /// provider of the model. Texts of users and functions are fenced as data, which reduces the risk that a model follows instructions in them but does not
    /// exclude it: do not give the same agent tools that act on this data without confirmation.
    /// </remarks>
    /// <param name="builder">The server.</param>
    /// <param name="reader">The reader whose scope and permissions the tools use. A further call replaces it.</param>
    /// <returns>The same server.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IMcpServerBuilder WithConvLog(this IMcpServerBuilder builder, Reader reader)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(reader);
        builder.Services.AddConvLogStorage();
        builder.Services.Configure<McpServerOptions>(static options => options.ServerInstructions ??= DataBlock.Instructions);
        builder.Services.Replace(ServiceDescriptor.Singleton(provider => new ToolReader(provider, reader)));
        builder.Services.TryAddEnumerable(
        [
            ServiceDescriptor.Singleton<McpServerTool, FindTool>(), ServiceDescriptor.Singleton<McpServerTool, ConversationTool>(),
            ServiceDescriptor.Singleton<McpServerTool, ProblemsTool>(), ServiceDescriptor.Singleton<McpServerTool, StatisticsTool>(),
        ]);
        return builder;
    }
}
