using System.Reflection;

namespace ConvLog.StoreContract.Slips;

/// <summary>
/// Creates values of all public types of an assembly, with a planted value in every suitable property, and searches the texts created from them without the
/// privacy gate for personal values.
/// </summary>
public sealed class UngatedWalk
{
    private readonly List<string> _leaks = [];
    private readonly List<string> _notCreated = [];
    private readonly HashSet<Type> _walked = [];
    private readonly HashSet<string> _planted = new(StringComparer.Ordinal);
    private readonly IReadOnlySet<string> _visible;

    /// <param name="types">The types.</param>
    /// <param name="visible">The properties that are visible to everyone, as <c>Type.Property</c>.</param>
    public UngatedWalk(IEnumerable<Type> types, IReadOnlySet<string> visible)
    {
        _visible = visible;
        foreach (var type in types.Where(Planter.Holds))
        {
            _walked.Add(type);
            Walk(type);
        }
    }

    /// <summary>The types that were tested.</summary>
    public IReadOnlySet<Type> Walked => _walked;

    /// <summary>The properties of leaked personal values, with the form in which they leaked.</summary>
    public IReadOnlyList<string> Leaks => [.. _leaks.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The types that could not be created.</summary>
    public IReadOnlyList<string> NotCreated => _notCreated;

    /// <summary>The visible properties in which a value was planted: other entries of the list of visible ones have no effect.</summary>
    public IReadOnlySet<string> Planted => _planted;

    /// <summary>The public types of an assembly.</summary>
    public static IEnumerable<Type> PublicTypes(Assembly assembly) => assembly.GetExportedTypes()
        // The types that the compiler generates for extension blocks have no values.
        .Where(static type => !type.FullName!.Contains('<', StringComparison.Ordinal))
        .OrderBy(static type => type.FullName, StringComparer.Ordinal);

    private void Walk(Type type)
    {
        foreach (bool switches in new[] { false, true })
        {
            var plants = new Plants();
            var captured = PlantedConversation.Hold(plants);
            try
            {
                object[] values = [.. captured.Where(one => one.GetType() == type)];
                foreach (object value in values.Length > 0 ? values : Create(type, new Planter(plants, captured, switches)))
                {
                    Look(type, value, plants);
                }
            }
            catch (NotSupportedException e)
            {
                _notCreated.Add(e.Message);
            }

            _planted.UnionWith(plants.All.Select(static plant => plant.Place));
        }
    }

    private static object[] Create(Type type, Planter planter)
        => [planter.Make(type, type.Name) ?? throw new NotSupportedException($"{type}: the walk made nothing of this type.")];

    private void Look(Type type, object value, Plants plants)
    {
        foreach (var (form, texts) in new[] { ("JSON", UngatedForms.Json(value)), ("text", UngatedForms.Text(value)) })
        {
            _leaks.AddRange(texts.SelectMany(plants.In).Where(plant => plant.IsPersonal(_visible))
                .Select(plant => $"{type.Name} as {form}: {plant.Place}{(plant.IsMarked ? " (marked)" : "")}"));
        }
    }
}
