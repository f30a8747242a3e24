using ConvLog.AspNetCore.Text;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.Calls;

/// <summary>The calls, tokens and cost of models in the latest calendar month, and their cost in the months before.</summary>
/// <param name="Months">The months, in order.</param>
internal sealed record ModelMonthRows(IReadOnlyList<ModelMonth> Months)
{
    /// <summary>The number of months.</summary>
    public const int Count = 3;

    /// <summary>The maximum number of models.</summary>
    public const int MostModels = 20;

    /// <summary>The maximum number of variants of a model.</summary>
    public const int MostVariants = 10;

    /// <summary>The months, the latest first.</summary>
    public IReadOnlyList<ModelMonth> Latest { get; } = [.. Months.Reverse()];

    /// <summary>Each model with its statistics in each of <see cref="Latest"/>, null for none: those of the latest month first.</summary>
    public IReadOnlyList<(string Model, string? Provider, IReadOnlyList<ModelStatistics?> ByMonth)> Models { get; } =
        [.. Months.Reverse().SelectMany(static month => month.Models).Select(static model => (model.Model, model.Provider)).Distinct()
            .Select(key => (key.Model, key.Provider,
                (IReadOnlyList<ModelStatistics?>)[.. Months.Reverse().Select(month => Find(month, key.Model, key.Provider))]))];

    /// <summary>The costs of the models and of their variants.</summary>
    public CostColumn Costs { get; } = new(Months.SelectMany(static month => month.Models)
        .SelectMany(static model => model.Variants.Select(static variant => variant.Usage.Cost).Prepend(model.Usage.Cost)));

    /// <summary>Each variant of a model with its statistics in each month; empty if no conversation has a variant.</summary>
    public static IReadOnlyList<(string? Variant, IReadOnlyList<ModelVariant?> ByMonth)> VariantsOf(IReadOnlyList<ModelStatistics?> byMonth)
    {
        string?[] variants = [.. byMonth.SelectMany(static model => model?.Variants ?? [])
            .Select(static variant => variant.Variant).Distinct(StringComparer.Ordinal)];
        return variants is [] or [null]
            ? []
            : [.. variants.Select(name => (name, (IReadOnlyList<ModelVariant?>)[.. byMonth.Select(model => Find(model, name))]))];
    }

    private static ModelStatistics? Find(ModelMonth month, string model, string? provider)
        => month.Models.FirstOrDefault(known => IsSame(known.Model, model) && IsSame(known.Provider, provider));

    private static ModelVariant? Find(ModelStatistics? model, string? variant) => model?.Variants.FirstOrDefault(known => IsSame(known.Variant, variant));

    private static bool IsSame(string? one, string? other) => string.Equals(one, other, StringComparison.Ordinal);
}
