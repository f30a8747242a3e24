using System.Runtime.InteropServices;

namespace ConvLog.Storage.Statistics.Changes;

/// <summary>The most likely moment of a change in a series.</summary>
/// <param name="Index">The index of the first interval after the change.</param>
/// <param name="Statistic">How strong the evidence is: the normal score of the difference between both sides, positive for a rise.</param>
/// <param name="PValue">An upper estimate of the probability that chance alone gives such evidence anywhere in a series without a change.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ChangePoint(int Index, double Statistic, double PValue);
