using Microsoft.Extensions.Options;

namespace ConvLog.Hosting;

/// <summary>The steps that create options, in the order of <see cref="OptionsFactory{TOptions}"/>.</summary>
internal static class OptionsSteps
{
    /// <summary>Applies every <c>Configure</c>. One without a name applies only to the options without a name.</summary>
    public static void Apply<T>(this IEnumerable<IConfigureOptions<T>> configurations, string? name, T options)
        where T : class
    {
        foreach (var configuration in configurations)
        {
            if (configuration is IConfigureNamedOptions<T> named)
            {
                named.Configure(name, options);
            }
            else if (string.IsNullOrEmpty(name))
            {
                configuration.Configure(options);
            }
        }
    }

    /// <summary>Applies every <c>PostConfigure</c>.</summary>
    public static void Apply<T>(this IEnumerable<IPostConfigureOptions<T>> configurations, string? name, T options)
        where T : class
    {
        foreach (var configuration in configurations)
        {
            configuration.PostConfigure(name, options);
        }
    }

    /// <summary>The errors reported by the host's own validations.</summary>
    public static IEnumerable<string> Failures<T>(this IEnumerable<IValidateOptions<T>> validations, string name, T options)
        where T : class
        => validations.Select(validation => validation.Validate(name, options)).Where(static result => result.Failed)
            .SelectMany(static result => result.Failures ?? []);
}
