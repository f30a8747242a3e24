using ConvLog.Extensions.Logging;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Extensions.Logging;

/// <summary>Logs <see cref="ILogger"/> calls as entries of conversations.</summary>
public static class ConvLogLoggingBuilderExtensions
{
    /// <summary>
    /// Logs each <see cref="ILogger"/> call as an entry of the current conversation: in the current function event of the async flow,
    /// otherwise in the turn, otherwise in the conversation.
    /// </summary>
    /// <remarks>
    /// The message's template is the content, the values are fields; <c>category</c> and <c>event</c> hold the logger's category and the event ID. Values are
    /// masked unless <see cref="ConversationLoggerOptions.IsVisible"/> selects them. A message without a template, or with a template composed at run time, as
    /// by <c>LogInformation($"Hello {name}")</c>, makes a personal entry. If constants and composed texts cannot be distinguished, as in native programs,
    /// the text is the personal field <c>message</c>. The host's filters apply, for all providers or for <c>Logging:ConvLog:LogLevel</c>. Buffered calls
    /// become entries of their original conversation if they have the tag of <see cref="LogCallPlace"/>; otherwise they are counted and reported.
    /// <para>
    /// A replacement of the host's logger factory, such as by <c>AddSerilog()</c>, may ignore providers: the host's start then logs a warning. For Serilog, set
    /// <c>writeToProviders: true</c>.
    /// </para>
    /// </remarks>
    /// <param name="builder">The host's logging.</param>
    /// <param name="configure">Sets the options; null for the defaults.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static ILoggingBuilder AddConvLog(this ILoggingBuilder builder, Action<ConversationLoggerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new ConversationLoggerOptions();
        configure?.Invoke(options);

        // Only one provider, so that a call is not logged twice: the options of the last call apply.
        var known = builder.Services.Select(static service => service.ImplementationFactory?.Target).OfType<LoggerRegistration>().FirstOrDefault();
        if (known is not null)
        {
            known.Options = options;
            return builder;
        }

        var registration = new LoggerRegistration(options);
        builder.Services.AddSingleton<ILoggerProvider>(registration.CreateProvider);
        builder.Services.AddOptions<LoggerRegistration.Start>().Validate<IServiceProvider>(registration.Check).ValidateOnStart();
        return builder;
    }
}
