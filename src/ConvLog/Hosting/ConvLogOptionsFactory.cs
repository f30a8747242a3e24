using System.Reflection;
using Microsoft.Extensions.Options;

namespace ConvLog.Hosting;

/// <summary>
/// Creates a host's options: those set by the calls of <c>AddConvLog</c>, then the host's configuration, every <c>Configure</c>, every <c>PostConfigure</c>,
/// and validation. It works on a copy, so that hosts with the same services share nothing. A host has one set of options: validation at startup, monitors and
/// scopes see the same instance, and nothing is called twice.
/// </summary>
internal sealed class ConvLogOptionsFactory(
    IServiceProvider provider,
    RegisteredOptions registered,
    IEnumerable<IConfigureOptions<ConvLogOptions>> configurations,
    IEnumerable<IPostConfigureOptions<ConvLogOptions>> laterConfigurations,
    IEnumerable<IValidateOptions<ConvLogOptions>> validations) : IOptionsFactory<ConvLogOptions>
{
    private readonly Lock _lock = new();
    private ConvLogOptions? _options;

    public ConvLogOptions Create(string name)
    {
        if (name.Length > 0)
        {
            return Make(name);
        }

        lock (_lock)
        {
            return _options ??= Make(name);
        }
    }

    /// <summary>The message of a setter's exception, without the parameter name that .NET appends.</summary>
    public static string FirstLine(ArgumentException refused)
    {
        string text = refused.Message;
        int end = text.IndexOf(" (Parameter", StringComparison.Ordinal);
        return end < 0 ? text : text[..end];
    }

    private ConvLogOptions Make(string name)
    {
        var options = registered.Options.Copy();
        List<string> failures = [];
        try
        {
            failures.AddRange(name.Length == 0 ? options.Bind(ConfiguredValues.Of(provider)) : []);
            configurations.Apply(name, options);
            if (name.Length == 0)
            {
                ConfiguredValues.Of(provider).DropRepeats();
            }

            laterConfigurations.Apply(name, options);
            failures.AddRange(options.Extensions.Select(extension => Complete(extension, options)).OfType<string>());
        }
        catch (Exception e) when (OutOfRange(e) is { } range)
        {
            // A setter rejected a value; the binder wraps its exception because it uses reflection.
            throw new OptionsValidationException(name, typeof(ConvLogOptions), [FirstLine(range)]);
        }

        string[] unregistered = [.. Unregistered(options)];
        failures.AddRange(unregistered.Length > 0 ? unregistered : options.Problems(registered.Options));
        failures.AddRange(validations.Failures(name, options));
        return failures.Count == 0 ? options : throw new OptionsValidationException(name, typeof(ConvLogOptions), failures);
    }

    private static ArgumentOutOfRangeException? OutOfRange(Exception e)
        => e as ArgumentOutOfRangeException ?? (e as TargetInvocationException)?.InnerException as ArgumentOutOfRangeException;

    private string? Complete(IConvLogExtension extension, ConvLogOptions options)
    {
        try
        {
            extension.Complete(options, provider);
            return null;
        }
        catch (InvalidOperationException e)
        {
            return e.Message;
        }
    }

    // Services are registered according to AddConvLog: later changes cannot register those of another package.
    private IEnumerable<string> Unregistered(ConvLogOptions options)
        => options.Extensions.Where(extension => registered.Options.Extensions.All(known => known.GetType() != extension.GetType()))
            .Select(static extension => $"Configure or PostConfigure set options of {extension.GetType().Assembly.GetName().Name}, whose services are not "
                + "registered. Call services.AddConvLogStorage(), or choose the store in services.AddConvLog(options => …).");
}

/// <summary>The options after all calls of <c>AddConvLog</c> of one service collection.</summary>
/// <param name="options">The options, which further calls also set.</param>
internal sealed class RegisteredOptions(ConvLogOptions options)
{
    public ConvLogOptions Options => options;
}
