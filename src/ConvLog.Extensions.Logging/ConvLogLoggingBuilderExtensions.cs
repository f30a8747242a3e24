using ConvLog.Extensions.Logging;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Extensions.Logging;

/// <summary>Makes <see cref="ILogger"/> calls entries of conversations.</summary>
public static class ConvLogLoggingBuilderExtensions
{
    /// <summary>
    /// Makes what is logged with <see cref="ILogger"/> while a conversation is current an entry of it: in the function event that is open in the async flow,
    /// else in the turn, else in the conversation.
    /// </summary>
    /// <remarks>
    /// The message's template is the content, the values are fields; <c>category</c> and <c>event</c> name the logger's category and the event ID. Values that
    /// <see cref="ConversationLoggerOptions.IsVisible"/> does not name are masked. A message without a template, or whose template was composed at run time, as
    /// by <c>LogInformation($"Hello {name}")</c>, makes a personal entry. Where constants and composed texts cannot be distinguished, as in native programs,
    /// the text is the personal field <c>message</c>. Filters of the host hold, for all providers or for <c>Logging:ConvLog:LogLevel</c>. Calls that a buffer
    /// of the host keeps become entries where they were made if it says so with <see cref="LogCallPlace"/>; else they are counted and reported.
    /// <para>
    /// What replaces the host's logger factory, as <c>AddSerilog()</c> does, leaves providers out: the host's start then logs a warning. Serilog has
    /// <c>writeToProviders: true</c> for that.
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

        // One provider, or each call would be two entries: the last call's options hold.
        var known = builder.Services.Select(static service => service.ImplementationFactory?.Target).OfType<LoggerRegistration>().FirstOrDefault();
        if (known is not null)
        {
            known.Options = options;
            return builder;
        }

        var registration = new LoggerRegistration(options);
        builder.Services.AddSingleton<ILoggerProvider>(registration.Hand);
        builder.Services.AddOptions<LoggerRegistration.Start>().Validate<IServiceProvider>(registration.Check).ValidateOnStart();
        return builder;
    }
}
