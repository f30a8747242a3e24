using ConvLog;
using ConvLog.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Opens the conversation of a request.</summary>
public static class ConvLogApplicationBuilderExtensions
{
    private const string RouteValue = "conversationId";
    private const string Header = "X-Conversation-Id";

    /// <summary>
    /// Opens the conversation whose ID is the route value <c>conversationId</c> or, without one, the header <c>X-Conversation-Id</c>; otherwise as
    /// <see cref="UseConvLog(IApplicationBuilder, Func{HttpContext, ConversationInfo})"/>. A request without either belongs to no conversation.
    /// </summary>
    /// <remarks>
    /// A caller who chooses the ID can write to any conversation of the host. Where callers are not trusted, take the ID from the session or check it in a
    /// delegate.
    /// </remarks>
    /// <param name="app">The app.</param>
    /// <returns>The same app.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="app"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><c>AddConvLog</c> was not called.</exception>
    public static IApplicationBuilder UseConvLog(this IApplicationBuilder app) => app.UseConvLog(IdOf);

    /// <summary>
    /// Opens the conversation with the ID that a delegate returns; otherwise as
    /// <see cref="UseConvLog(IApplicationBuilder, Func{HttpContext, ConversationInfo})"/>.
    /// </summary>
    /// <param name="app">The app.</param>
    /// <param name="conversationId">Returns the ID of a request's conversation; null or blank for a request that belongs to none.</param>
    /// <returns>The same app.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidOperationException"><c>AddConvLog</c> was not called.</exception>
    public static IApplicationBuilder UseConvLog(this IApplicationBuilder app, Func<HttpContext, string?> conversationId)
    {
        ArgumentNullException.ThrowIfNull(conversationId);
        return app.UseConvLog(context => conversationId(context) is { } id && !string.IsNullOrWhiteSpace(id) ? new ConversationInfo(id) : null);
    }

    /// <summary>
    /// Opens the conversation of each request and makes it <see cref="Conversation.Current"/> for the rest of the pipeline; endpoints and scoped services can
    /// take it as a <see cref="Conversation"/>. At the end of the request it is disposed, which waits until what was logged is stored, for up to
    /// <see cref="ConvLogOptions.DisposeTimeout"/>.
    /// </summary>
    /// <remarks>
    /// Requests to the API and the console of ConvLog belong to no conversation. If the delegate throws or the conversation cannot be opened, an error is
    /// logged and the request continues without one. Route values are available after <c>UseRouting</c>, which a <c>WebApplication</c> calls first.
    /// </remarks>
    /// <param name="app">The app.</param>
    /// <param name="conversation">Describes a request's conversation: ID, agent, user, channel, language; null for a request that belongs to none.</param>
    /// <returns>The same app.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidOperationException"><c>AddConvLog</c> was not called.</exception>
    public static IApplicationBuilder UseConvLog(this IApplicationBuilder app, Func<HttpContext, ConversationInfo?> conversation)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(conversation);
        var factory = app.ApplicationServices.GetService<IConversationFactory>()
            ?? throw new InvalidOperationException("UseConvLog() found no IConversationFactory: call builder.Services.AddConvLog() first.");
        var logger = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger("ConvLog");
        var requests = new RequestConversations(factory, conversation, logger);
        return app.Use(next => context => requests.RunAsync(context, next));
    }

    private static string? IdOf(HttpContext context)
        => context.Request.RouteValues.TryGetValue(RouteValue, out var value) && value?.ToString() is { Length: > 0 } id
            ? id : context.Request.Headers[Header].FirstOrDefault();
}
