using InitAnalyzer.Tool;

using CancellationTokenSource source = new();
Console.CancelKeyPress += (_, pressed) =>
{
    // Once ends the work in hand, twice the program.
    pressed.Cancel = !source.IsCancellationRequested;
    source.Cancel();
};
return CommandLine.Run(args, Console.Out, Console.Error, source.Token);
