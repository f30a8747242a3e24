using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.Hosting;

/// <summary>
/// The section "ConvLog" of a host's configuration: values by their path in it, such as "Sqlite:BusyTimeout", case-insensitive. Sets options by the names of
/// their properties, like a configuration binder, without depending on one.
/// </summary>
/// <param name="values">The values. A null value is a section.</param>
internal sealed class ConfiguredValues(IEnumerable<KeyValuePair<string, string?>> values)
{
    public const string Section = "ConvLog";

    private readonly Dictionary<string, string> _values = values.Where(static pair => pair.Value is not null)
        .ToDictionary(static pair => pair.Key, static pair => pair.Value!, StringComparer.OrdinalIgnoreCase);

    private readonly HashSet<string> _read = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Action> _repeats = [];

    /// <summary>The paths that have not been read so far: unknown options, options that configuration cannot set, or options of a package that is not in
    /// use.</summary>
    public IReadOnlyList<string> Unread
    {
        get
        {
            lock (_read)
            {
                var unread = _values.Keys.Where(path => !_read.Contains(path));
                return [.. unread.Order(StringComparer.OrdinalIgnoreCase).Select(static path => $"{Section}:{path}")];
            }
        }
    }

    /// <summary>The values of a host; empty if it has no configuration.</summary>
    public static ConfiguredValues Of(IServiceProvider provider) => provider.GetService<ConfiguredValues>() ?? new ConfiguredValues([]);

    /// <summary>Whether a section has values.</summary>
    public bool Has(string section) => _values.Keys.Any(path => path.StartsWith(section + ":", StringComparison.OrdinalIgnoreCase));

    /// <summary>Sets the properties that have values in a section.</summary>
    /// <param name="section">The section's path; empty for the whole section "ConvLog".</param>
    /// <param name="options">The options to set.</param>
    /// <returns>The problems with the values, one sentence each.</returns>
    public IReadOnlyList<string> Bind<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(string section, T options)
        where T : class
    {
        List<string> problems = [];
        foreach (var property in typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            string path = section.Length == 0 ? property.Name : $"{section}:{property.Name}";
            if (property.PropertyType == typeof(IList<string>))
            {
                Add(path, (IList<string>)property.GetValue(options)!);
            }
            else if (property.SetMethod is { IsPublic: true } && OptionValue.IsKnown(property.PropertyType) && Take(path) is { } value
                && Set(options, property, value) is { } problem)
            {
                problems.Add($"{Section}:{path}: {problem}");
            }
        }

        return problems;
    }

    /// <summary>Adds an item for each number in a section: <c>Scores:0:Name</c>.</summary>
    /// <inheritdoc cref="Bind"/>
    public IReadOnlyList<string> BindList<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] T>(
        string section, ICollection<T> items)
        where T : class, new()
    {
        List<string> problems = [];
        for (int i = 0; Has($"{section}:{i}"); i++)
        {
            var item = new T();
            problems.AddRange(Bind($"{section}:{i}", item));
            items.Add(item);
            _repeats.Add(() => DropRepeated(items, item, HaveSameValues));
        }

        return problems;
    }

    /// <summary>Removes items that a <c>Configure</c> with the same section has added a second time.</summary>
    public void DropRepeats()
    {
        _repeats.ForEach(static drop => drop());
        _repeats.Clear();
    }

    private static void DropRepeated<T>(ICollection<T> items, T added, Func<T, T, bool> areSame)
    {
        if (items.Count(item => areSame(item, added)) > 1)
        {
            items.Remove(added);
        }
    }

    private static bool HaveSameValues<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(T first, T second)
        => typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).All(property
            => (property.GetValue(first), property.GetValue(second)) is (IList<string> one, IList<string> other)
                ? one.SequenceEqual(other, StringComparer.Ordinal) : Equals(property.GetValue(first), property.GetValue(second)));

    private static string? Set(object options, PropertyInfo property, string value)
    {
        if (!OptionValue.TryParse(property.PropertyType, value, out object? parsed, out string takes))
        {
            return $"it takes {takes}.";
        }

        try
        {
            property.SetValue(options, parsed);
            return null;
        }
        catch (TargetInvocationException e) when (e.InnerException is ArgumentException refused)
        {
            return ConvLogOptionsFactory.FirstLine(refused);
        }
    }

    private void Add(string path, IList<string> items)
    {
        for (int i = 0; Take($"{path}:{i}") is { } item; i++)
        {
            items.Add(item);
            _repeats.Add(() => DropRepeated(items, item, string.Equals));
        }
    }

    private string? Take(string path)
    {
        if (!_values.TryGetValue(path, out string? value))
        {
            return null;
        }

        lock (_read)
        {
            _read.Add(path);
        }

        return value;
    }
}
