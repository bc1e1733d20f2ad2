namespace InitAnalyzer.TestSupport;

/// <summary>A diagnostic as tests compare it: what, in which file, on which line (from 1).</summary>
internal readonly record struct ReportedDiagnostic(string File, int Line, string Id) : IComparable<ReportedDiagnostic>
{
    public int CompareTo(ReportedDiagnostic other) =>
        (File, Line, Id).CompareTo((other.File, other.Line, other.Id));

    public override string ToString() => $"{File}({Line}): {Id}";
}
