using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages;

/// <summary>A route of the console: a page, a form or a file.</summary>
/// <param name="Path">The path below the base path of the console, such as <c>/users/{pseudonym}</c>.</param>
internal sealed record PageRoute(string Path)
{
    /// <summary>Answers GET and HEAD; null for none.</summary>
    public Func<HttpContext, ValueTask<IResult>>? Get { get; init; }

    /// <summary>Answers POST; null for none.</summary>
    public Func<HttpContext, ValueTask<IResult>>? Post { get; init; }

    /// <summary>Whether an operation that has started continues although the response failed; default false. The page of the failure says so.</summary>
    public bool ContinuesAfterFailure { get; init; }

    /// <summary>Whether a form that the host refuses is shown again with its input; default true.</summary>
    public bool KeepsForms { get; init; } = true;

    /// <summary>Whether a response takes as long as there is data to send, so that the host's request timeouts do not apply; default false.</summary>
    public bool IsLong { get; init; }

    /// <summary>What the store must have besides the members of every store. Otherwise a page says what is missing.</summary>
    public StoreCapabilities Requires { get; init; }

    /// <summary>
    /// A page of conversations: GET shows it without personal data, which a form posted to its own address reveals. See
    /// <see cref="PageResponses.ReadAsync"/>.
    /// </summary>
    public static PageRoute Readable(string path, Func<HttpContext, ValueTask<IResult>> show, StoreCapabilities requires = StoreCapabilities.None)
        => new(path) { Get = show, Post = show, Requires = requires };
}
