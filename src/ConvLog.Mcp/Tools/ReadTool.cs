using System.Text.Json;
using ConvLog.AspNetCore.Api;
using ConvLog.Storage;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace ConvLog.Mcp.Tools;

/// <summary>A tool that reads data. Its parameters are those of routes of the Conversations API.</summary>
internal abstract class ReadTool : McpServerTool
{
    private readonly IReadOnlyList<ApiParameter> _parameters;

    /// <param name="name">Its name.</param>
    /// <param name="title">Its display name.</param>
    /// <param name="description">Its description for models.</param>
    /// <param name="parameters">Its parameters.</param>
    protected ReadTool(string name, string title, string description, IEnumerable<ApiParameter> parameters)
    {
        _parameters = [.. parameters];
        ProtocolTool = new Tool
        {
            Name = name,
            Title = title,
            Description = description,
            InputSchema = ToolSchema.Of(_parameters),
            Annotations = new ToolAnnotations { ReadOnlyHint = true, DestructiveHint = false, IdempotentHint = true, OpenWorldHint = false },
        };
    }

    public sealed override Tool ProtocolTool { get; }

    public sealed override IReadOnlyList<object> Metadata => [];

    public sealed override async ValueTask<CallToolResult> InvokeAsync(
        RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken = default)
    {
        try
        {
            return Result(await ReadAsync(ArgumentsOf(request.Params), cancellationToken).ConfigureAwait(false));
        }
        catch (ApiProblemException e)
        {
            return Refusal(e.Message);
        }
        catch (InvalidCursorException e)
        {
            return Refusal(e.Message);
        }
        catch (ConversationStoreException e) when (e.Fault == StoreFault.Unavailable)
        {
            return Refusal(ApiProblem.Unavailable(e.Reason).Message);
        }
    }

    /// <summary>Reads the requested data as a <see cref="DataBlock"/>.</summary>
    /// <exception cref="ApiProblemException">An argument is not valid, or the requested item does not exist.</exception>
    protected abstract ValueTask<string> ReadAsync(Dictionary<string, JsonElement> arguments, CancellationToken cancellationToken);

    // Models send null for arguments they do not set.
    private Dictionary<string, JsonElement> ArgumentsOf(CallToolRequestParams? call)
    {
        Dictionary<string, JsonElement> given = new(StringComparer.Ordinal);
        foreach (var (name, value) in call?.Arguments ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal))
        {
            if (!_parameters.Any(known => string.Equals(known.Name, name, StringComparison.Ordinal)))
            {
                throw ApiProblemException.Invalid(
                    name, $"Unknown argument. {ProtocolTool.Name} accepts: {string.Join(", ", _parameters.Select(static known => known.Name))}.");
            }

            if (value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined))
            {
                given[name] = value;
            }
        }

        return _parameters.FirstOrDefault(known => known.IsRequired && !given.ContainsKey(known.Name)) is { } missing
            ? throw ApiProblemException.Invalid(missing.Name, $"{missing.Name} is missing. {missing.Description}") : given;
    }

    private static CallToolResult Refusal(string text)
    {
        var result = Result(text);
        result.IsError = true;
        return result;
    }

    private static CallToolResult Result(string text) => new() { Content = [new TextContentBlock { Text = text }] };
}
