using ConvLog;
using ConvLog.AspNetCore;
using ConvLog.AspNetCore.Hosting;
using ConvLog.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Opens the conversation of a request.</summary>
public static class ConvLogApplicationBuilderExtensions
{
    private const string Header = "X-Conversation-Id";

    /// <summary>
    /// Opens the conversation whose ID is the route value <c>conversationId</c> or, without one, the header <c>X-Conversation-Id</c>; otherwise as
    /// <see cref="UseConvLog(IApplicationBuilder, Func{HttpContext, ConversationInfo}, RequestConversationOptions)"/>. A request without either belongs to no
    /// conversation.
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
    /// <see cref="UseConvLog(IApplicationBuilder, Func{HttpContext, ConversationInfo}, RequestConversationOptions)"/>.
    /// </summary>
    /// <param name="app">The app.</param>
    /// <param name="conversationId">Returns the ID of a request's conversation; null or blank for a request that belongs to none.</param>
    /// <returns>The same app.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidOperationException"><c>AddConvLog</c> was not called.</exception>
    public static IApplicationBuilder UseConvLog(this IApplicationBuilder app, Func<HttpContext, string?> conversationId)
    {
        ArgumentNullException.ThrowIfNull(conversationId);
        return app.UseConvLog(context => conversationId(context) is { } id && !string.IsNullOrWhiteSpace(id) ? new ConversationInfo(id) : null, options: null);
    }

    /// <summary>
    /// Makes the conversation of each request <see cref="Conversation.Current"/> for the rest of the pipeline; endpoints and scoped services can take it as a
    /// <see cref="Conversation"/>. It is opened by the first thing that is logged: a request that logs nothing leaves no trace. At the end of the request it is
    /// disposed, which waits until everything is stored, for up to <see cref="ConvLogOptions.DisposeTimeout"/>.
    /// </summary>
    /// <remarks>
    /// Work that is canceled once the client has gone (<c>RequestAborted</c>) has the reason <see cref="CancelReason.UserLeft"/>, or
    /// <see cref="CancelReason.HostStopped"/> when the host stops.
    /// Requests to the API and the console of ConvLog belong to no conversation. If the delegate throws or the conversation cannot be opened, an error is
    /// logged and the request continues without one. Route values are available after <c>UseRouting</c>, which a <c>WebApplication</c> calls first, and the
    /// user after <c>UseAuthentication</c>. Most servers do not allow a body to be read synchronously: see
    /// <see cref="UseConvLog(IApplicationBuilder, Func{HttpContext, ValueTask{ConversationInfo}}, RequestConversationOptions)"/>.
    /// </remarks>
    /// <param name="app">The app.</param>
    /// <param name="conversation">Describes a request's conversation: ID, agent, user, channel, language; null for a request that belongs to none.</param>
    /// <param name="options">How much of a body the delegate may read, on a server that allows it; null for the defaults. There is no time limit for a
    /// synchronous delegate.</param>
    /// <returns>The same app.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="app"/> or <paramref name="conversation"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><c>AddConvLog</c> was not called.</exception>
    public static IApplicationBuilder UseConvLog(
        this IApplicationBuilder app, Func<HttpContext, ConversationInfo?> conversation, RequestConversationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        return app.Use(context => ValueTask.FromResult(conversation(context)), isAsync: false, options);
    }

    /// <summary>
    /// As <see cref="UseConvLog(IApplicationBuilder, Func{HttpContext, ConversationInfo}, RequestConversationOptions)"/>, with a delegate that can await, and
    /// can read the request's body: <c>app.UseConvLog(async context => new ConversationInfo((await
    /// context.Request.ReadFromJsonAsync&lt;ChatMessage&gt;())?.ConversationId))</c>.
    /// </summary>
    /// <remarks>
    /// The endpoint gets the whole body, whatever the delegate has read of it and however. What the delegate does not read is neither read nor kept, so that
    /// uploads and streams are passed on as they arrive. It is called for a request that asks for a WebSocket, too, which has no body. A delegate that takes
    /// longer than <see cref="RequestConversationOptions.Timeout"/> is abandoned: it must not use the request any more once <c>RequestAborted</c> is canceled.
    /// For a request with events of several conversations, return null and open each with <see cref="IConversationFactory"/>.
    /// </remarks>
    /// <param name="app">The app.</param>
    /// <param name="conversation">Describes a request's conversation: ID, agent, user, channel, language; null for a request that belongs to none.</param>
    /// <param name="options">How much of a body it may read, and how long it may take; null for the defaults.</param>
    /// <returns>The same app.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="app"/> or <paramref name="conversation"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><c>AddConvLog</c> was not called.</exception>
    public static IApplicationBuilder UseConvLog(
        this IApplicationBuilder app, Func<HttpContext, ValueTask<ConversationInfo?>> conversation, RequestConversationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        return app.Use(conversation, isAsync: true, options);
    }

    private static IApplicationBuilder Use(
        this IApplicationBuilder app, Func<HttpContext, ValueTask<ConversationInfo?>> describe, bool isAsync, RequestConversationOptions? options)
    {
        ArgumentNullException.ThrowIfNull(app);
        var services = app.ApplicationServices;
        var factory = services.GetService<IConversationFactory>()
            ?? throw new InvalidOperationException("UseConvLog() found no IConversationFactory: call builder.Services.AddConvLog() first.");
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("ConvLog");

        // A host may have a factory of its own without AddConvLog().
        var time = services.GetService<ConvLogOptions>()?.TimeProvider ?? services.GetService<TimeProvider>() ?? TimeProvider.System;
        var unlogged = services.GetService<UnloggedActivity>();
        var describer = new RequestDescriber(describe, isAsync, Complete(options ?? new RequestConversationOptions(), services), time, logger);
        var stopping = services.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? default;
        var requests = new RequestConversations(factory, describer, stopping, unlogged, logger);
        return app.Use(next => context => requests.RunAsync(context, next));
    }

    // A copy: the program may use its object again.
    private static RequestConversationOptions Complete(RequestConversationOptions options, IServiceProvider services)
    {
        var complete = new RequestConversationOptions { MaximumBodySize = options.MaximumBodySize, Timeout = options.Timeout };
        HostSettings.Complete(services, "Requests", complete);
        return complete;
    }

    private static string? IdOf(HttpContext context)
        => context.Request.RouteValues.TryGetValue(RequestConversations.RouteValue, out var value) && value?.ToString() is { Length: > 0 } id
            ? id : context.Request.Headers[Header].FirstOrDefault();
}
